package org.etcdrecovery.console.step.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.source.cluster.ConnectionModel;
import org.etcdrecovery.console.step.source.cluster.DiscoveryModel;
import org.etcdrecovery.console.step.source.cluster.ProfilesModel;
import org.etcdrecovery.console.step.source.directories.DirectoriesModel;
import org.etcdrecovery.console.step.source.file.FileModel;
import org.etcdrecovery.console.step.source.rescue.RescueModel;
import org.etcdrecovery.console.step.source.store.StoreModel;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.junit.jupiter.api.Test;

/** The commands for endpoints from DNS. */
class SourceCommandsTest {
    private static final String DOMAIN = "example.com";
    private static final List<Endpoint> ENDPOINTS = List.of(new Endpoint("a", 2379, true),
            new Endpoint("b", 2379, true));

    private final StepTools tools = TestTools.direct();

    @Test
    void nameTheDomain() {
        SourceViewModel model = new SourceViewModel(new Recovery(RunKind.RECOVER, TestTools.NOW), tools);
        model.connection().take(DOMAIN, ENDPOINTS);

        assertThat(model.outline().commands()).isNotEmpty()
                .allSatisfy(command -> assertThat(command.text()).contains("--discovery-srv")
                        .contains(DOMAIN)
                        .doesNotContain("a:2379"));

        model.connection().endpoints().set("https://a:2379");
        assertThat(model.outline().commands()).noneMatch(command -> command.text().contains(DOMAIN));
    }

    @Test
    void nameTheEndpointsOfTheLastAnswerWhenDnsIsDown() {
        ConnectionModel connection = new ConnectionModel(new FakeDialogs(), (_, _) -> Routes.DIRECT);
        DiscoveryModel discovery = new DiscoveryModel(new DirectTaskRunner(), SourceCommandsTest::fail, connection);
        ProfilesModel profiles = new ProfilesModel(tools.memory(), connection, discovery);
        connection.take(DOMAIN, ENDPOINTS);
        profiles.name().set("prod");
        profiles.save();
        connection.fill(ConnectionForm.EMPTY);

        profiles.choose("prod");

        Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
        DirectoriesModel directories = new DirectoriesModel(tools, new Activity());
        SourceCommands commands = new SourceCommands(recovery, connection, discovery, new FileModel(tools, true),
                new StoreModel(tools, new Activity()), directories,
                new RescueModel(recovery, tools, new Activity(), directories, () -> {}));
        assertThat(commands.now()).isNotEmpty()
                .allSatisfy(command -> assertThat(command.text()).contains("a:2379"));
    }

    private static List<Endpoint> fail(String domain) throws SettingsException {
        throw new SettingsException("DNS does not answer for " + domain + ".");
    }
}
