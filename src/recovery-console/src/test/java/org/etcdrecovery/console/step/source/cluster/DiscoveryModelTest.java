package org.etcdrecovery.console.step.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.junit.jupiter.api.Test;

/** Endpoints from DNS: the operator types the domain, and the domain is what is saved. */
class DiscoveryModelTest {
    private static final String DOMAIN = "example.com";

    private final StepTools tools = TestTools.direct();
    private final ConnectionModel connection = new ConnectionModel(new FakeDialogs(),
            (_, _) -> Routes.DIRECT);
    private List<Endpoint> answer = List.of(new Endpoint("a", 2379, true), new Endpoint("b", 2379, true));
    private final DiscoveryModel discovery = new DiscoveryModel(new DirectTaskRunner(), this::ask, connection);
    private final ProfilesModel profiles = new ProfilesModel(tools.memory(), connection, discovery);

    private List<Endpoint> ask(String domain) throws SettingsException {
        if (answer.isEmpty()) {
            throw new SettingsException("DNS does not answer for " + domain + ".");
        }
        return answer;
    }

    @Test
    void keepsTheDomainUntilTheEndpointsAreChangedByHand() {
        discovery.domain().set(DOMAIN);
        discovery.find();

        assertThat(connection.endpoints().get()).isEqualTo("https://a:2379, https://b:2379");
        assertThat(connection.form().domain()).contains(DOMAIN);

        connection.endpoints().set("https://a:2379");
        assertThat(connection.form().domain()).isEmpty();
    }

    @Test
    void asksAgainForAProfileAndStaysInItWhenAMemberHasMoved() {
        discovery.domain().set(DOMAIN);
        discovery.find();
        profiles.name().set("prod");
        profiles.save();
        connection.fill(ConnectionForm.EMPTY);
        answer = List.of(new Endpoint("c", 2379, true));

        profiles.choose("prod");

        assertThat(connection.endpoints().get()).isEqualTo("https://c:2379");
        assertThat(profiles.current()).contains("prod");
    }

    @Test
    void goesByTheLastAnswerWhenDnsIsDown() {
        discovery.domain().set(DOMAIN);
        discovery.find();
        profiles.name().set("prod");
        profiles.save();
        connection.fill(ConnectionForm.EMPTY);
        answer = List.of();

        profiles.choose("prod");

        assertThat(connection.endpoints().get()).isEqualTo("https://a:2379, https://b:2379");
        assertThat(discovery.problem().get()).isEqualTo("DNS does not answer for example.com.");
    }
}
