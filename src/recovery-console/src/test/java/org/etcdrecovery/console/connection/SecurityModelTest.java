package org.etcdrecovery.console.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.etcdrecovery.console.connection.SecurityModel.Field;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeRoutes;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.deliver.Through;
import org.junit.jupiter.api.Test;

class SecurityModelTest {
    private final SecurityModel model = new SecurityModel(new FakeDialogs(), FakeRoutes::new);

    @Test
    void saysWhatIsMissingAtItsField() {
        model.certificate().set("/pki/client.crt");
        assertThat(problem(Field.KEY)).isEqualTo("The client certificate needs its private key");
        assertThat(problem(Field.CERTIFICATE)).isEmpty();
        model.certificate().set("");
        model.key().set("/pki/client.key");
        assertThat(problem(Field.KEY)).isEmpty();
        assertThat(problem(Field.CERTIFICATE)).isEqualTo("The private key needs its certificate");
        model.user().set("root");
        assertThat(problem(Field.PASSWORD)).isEqualTo("Enter the password of root");
        model.user().set("");
        model.password().set("secret");
        assertThat(problem(Field.PASSWORD)).isEmpty();
        assertThat(problem(Field.USER)).isEqualTo("The password needs its user");
    }

    /** etcdctl takes both as one, and what is typed as a user is saved and shown in commands. */
    @Test
    void takesNoPasswordAfterTheUser() {
        model.user().set("root:secret");

        assertThat(problem(Field.USER)).isEqualTo(
                "Type the password into its own field, without a colon after the user");
        assertThat(problem(Field.PASSWORD)).doesNotContain("secret");
        assertThat(model.missing()).isEqualTo(problem(Field.USER));
        assertThat(model.savedUser()).isEqualTo("root");
    }

    /** What is missing at a field also keeps the button that connects from being pressed. */
    @Test
    void whatIsMissingIsMissingAsAWhole() {
        model.key().set("/pki/client.key");
        assertThat(model.missing()).isEqualTo(problem(Field.CERTIFICATE));
        model.key().set("");
        model.password().set("secret");
        assertThat(model.missing()).isEqualTo(problem(Field.USER));
    }

    @Test
    void goesThroughWhatIsTypedAndNeverElsewhere() {
        assertThat(model.between().routes()).isEqualTo(Routes.DIRECT);
        model.between().typed().set("ssh://bastion, a=ssh://root@a");
        FakeRoutes routes = (FakeRoutes) model.between().routes();
        assertThat(routes.options()).containsExactly("ssh://bastion", "a=ssh://root@a");
        assertThat(model.between().routes()).as("while nothing else is typed, the connections stay").isSameAs(routes);
        model.between().accept(new HostsBetween.HostKey("bastion", "SHA256:abc"));
        assertThat(((FakeRoutes) model.between().routes()).acceptedKeys()).containsEntry("bastion", "SHA256:abc");

        model.between().typed().set("bastion");
        assertThat(problem(Field.THROUGH)).isEqualTo(
                "Cannot read bastion: expected ssh://HOST[:PORT], with USER@HOST for another user");
        assertThat(model.missing()).isEqualTo("Fix “Through SSH” first");
    }

    @Test
    void takesOverTheWaysOfAnotherConnection() {
        FakeRoutes open = new FakeRoutes(Through.parse(List.of("ssh://bastion")), Map.of());
        model.fill(ConnectionSettings.of(List.of()).withRoutes(open));
        assertThat(model.between().typed().get()).isEqualTo("ssh://bastion");
        assertThat(model.between().routes()).as("which are open already").isSameAs(open);
        model.between().typed().set("");
        assertThat(model.between().routes()).isEqualTo(Routes.DIRECT);
    }

    @Test
    void forgetsWhatAServerSaidOfOtherInputs() {
        model.blame(Field.CA, "Unknown authority.");
        model.blame(Field.SERVER_NAME, "Not covered.");
        model.skipVerify().set(true);
        assertThat(problem(Field.CA)).isEmpty();
        assertThat(problem(Field.SERVER_NAME)).isEmpty();

        model.certificate().set("/pki/client.crt");
        model.key().set("/pki/client.key");
        model.blame(Field.CERTIFICATE, "Refused.");
        model.key().set("/pki/other.key");
        assertThat(problem(Field.CERTIFICATE)).isEmpty();

        model.user().set("root");
        model.password().set("secret");
        model.blame(Field.PASSWORD, "Wrong.");
        model.user().set("other");
        assertThat(problem(Field.PASSWORD)).isEmpty();
    }

    @Test
    void saysAPathThatIsNoneAtItsField() {
        model.ca().set("/pki/\0");

        assertThat(problem(Field.CA)).startsWith("This is not a path");
        assertThat(model.missing()).startsWith("This is not a path");
        assertThat(model.validTls()).isEmpty();
    }

    @Test
    void keepsWhatAServerSaidUntilTheFieldIsChanged() {
        model.blame(Field.CA, "Unknown authority.");
        model.serverName().set("etcd");
        assertThat(problem(Field.CA)).isEqualTo("Unknown authority.");

        model.ca().set("/pki/ca.crt");

        assertThat(problem(Field.CA)).isEmpty();
        model.blame(Field.CA, "Unknown authority.");
        model.forgive();
        assertThat(problem(Field.CA)).isEmpty();
    }

    @Test
    void findsTheFieldThatAMessageIsAbout() {
        model.ca().set("/pki/ca.crt");
        model.key().set("/pki/client.key");

        assertThat(model.quotedIn("/pki/client.key: no such file")).contains(Field.KEY);
        assertThat(model.quotedIn("no route to host")).isEmpty();
    }

    private String problem(Field field) {
        return model.problem(field).get();
    }
}
