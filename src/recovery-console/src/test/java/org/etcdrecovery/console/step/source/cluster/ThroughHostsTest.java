package org.etcdrecovery.console.step.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.deliver.SshRoutes;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that are asked through a host in between, whose key ssh does not know yet. */
class ThroughHostsTest extends ScreenTest {
    @TempDir
    private Path directory;
    private final Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
    private ThreeHosts hosts;
    private Optional<SshRoutes> opened = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        hosts = ThreeHosts.shared();
    }

    @AfterEach
    void stop() throws IOException {
        if (opened.isPresent()) {
            opened.get().close();
        }
    }

    @Test
    void asksForTheKeyOfTheHostAndThenTheMembers() throws IOException {
        Path config = Files.writeString(directory.resolve("config"), "Host etcd-a\n  HostName "
                + hosts.hosts().getFirst().address() + "\n" + hosts.commonConfig(directory.resolve("known")));
        ClusterSource model = onFx(() -> model(config));
        show(() -> new QuorumBlock(model));
        doOnFx(() -> {
            model.connection().endpoints().set("http://127.0.0.1:1");
            model.connection().security().between().typed().set("ssh://etcd-a");
            model.endpoints().connect();
        });
        Label key = lookup("#key-etcd-a").queryAs(Label.class);
        assertThat(key.getText()).isEqualTo(hosts.hosts().getFirst().key());
        assertThat(lookup("#acceptKey-etcd-a").tryQuery()).isPresent();

        doOnFx(() -> model.endpoints().acceptKey());

        assertThat(lookup("#acceptKey-etcd-a").tryQuery()).isEmpty();
        assertThat(model.endpoints().failed().get()).isEmpty();
        assertThat(recovery.oldCluster().report().get().orElseThrow().rows()).extracting(MemberProbe::failure)
                .singleElement()
                .satisfies(failure -> assertThat(failure.orElseThrow().what())
                        .isEqualTo("From etcd-a, nothing listens on 127.0.0.1:1."));
    }

    /** One usable host is enough to ask its members; the key of the other is a question all the same. */
    @Test
    void asksForTheKeyOfOneOfSeveralHosts() throws IOException {
        Path config = Files.writeString(directory.resolve("config"), "Host etcd-a\n  HostName "
                + hosts.hosts().getFirst().address() + "\nHost etcd-b\n  HostName " + hosts.hosts().get(1).address()
                + "\n" + hosts.commonConfig(directory.resolve("known")));
        Files.writeString(directory.resolve("known"), hosts.hosts().get(1).address() + " "
                + Files.readString(hosts.hosts().get(1).mnt().resolve("key.pub")));
        ClusterSource model = onFx(() -> model(config));
        show(() -> new QuorumBlock(model));
        doOnFx(() -> {
            model.connection().endpoints().set("http://127.0.0.1:1,http://127.0.0.2:1");
            model.connection().security().between().typed().set("ssh://etcd-b 127.0.0.1=ssh://etcd-a");
            model.endpoints().connect();
        });
        assertThat(recovery.oldCluster().assessment().get()).as("what the others say").isPresent();
        assertThat(lookup("#key-etcd-a").queryAs(Label.class).getText()).isEqualTo(hosts.hosts().getFirst().key());

        doOnFx(() -> model.endpoints().acceptKey());

        assertThat(lookup("#acceptKey-etcd-a").tryQuery()).isEmpty();
        assertThat(model.endpoints().unknownKey().get()).isEmpty();
    }

    @Test
    void theLineAboutSecurityNamesTheHost() {
        ClusterSource model = onFx(() -> model(hosts.sshConfig()));
        doOnFx(() -> model.connection().security().between().typed().set("ssh://root@etcd-a"));
        assertThat(SecuritySummary.of(model.connection().form(), Texts.of("source")))
                .endsWith("through **ssh://root@etcd-a**");
        doOnFx(() -> model.connection().security().between().typed().set("ssh://me:secret@etcd-a"));
        assertThat(model.connection().form().through()).as("what is saved").doesNotContain("secret");
    }

    private ClusterSource model(Path config) {
        StepTools tools = TestTools.direct();
        StepOutline outline = new StepOutline(StepId.SOURCE);
        ConnectionModel connection = new ConnectionModel(new FakeDialogs(), (through, keys) -> {
            opened = Optional.of(new SshRoutes(through,
                    new SshSettings(Optional.of(config), Optional.empty(), keys), Scratch.in(directory)));
            return opened.get();
        });
        DiscoveryModel discovery = new DiscoveryModel(tools.runner(), _ -> List.of(), connection);
        Activity activity = outline.activity();
        return new ClusterSource(outline, connection, new ProfilesModel(tools.memory(), connection, discovery),
                discovery,
                new EndpointsModel(recovery, tools.runner(), connection, activity), new DamageModel(recovery));
    }
}
