package org.etcdrecovery.console.step.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceForm;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.source.cluster.MemberRow;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.wire.StatusResponse;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.testing.HostileMember;
import org.etcdrecovery.core.testing.HostileServer;
import org.etcdrecovery.core.testing.Hostility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceViewModelTest {
    @TempDir
    private Path directory;

    private SourceViewModel model(Recovery recovery) {
        return new SourceViewModel(recovery, TestTools.direct());
    }

    private static Recovery recovery(RunKind kind) {
        return new Recovery(kind, TestTools.NOW);
    }

    @Test
    void saysWhatTheFormLacks() {
        SourceViewModel model = model(recovery(RunKind.RECOVER));
        assertThat(model.outline().primary().text().get()).isEqualTo("Connect");
        assertThat(model.outline().primary().reason().get()).isEqualTo("Enter at least one endpoint");

        model.connection().endpoints().set("unix://@etcd");
        assertThat(model.connection().problem().get()).contains("write only host and port");
        assertThat(model.outline().primary().isEnabled()).isFalse();

        model.connection().endpoints().set("https://10.0.0.1:2379");
        model.connection().security().certificate().set("/pki/client.crt");
        assertThat(model.outline().primary().reason().get()).contains("private key");
        model.connection().security().key().set("/pki/client.key");
        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(model.outline().commands()).extracting(Command::text)
                .allMatch(text -> text.contains("--key /pki/client.key"));
    }

    @Test
    void saysThatAPortIsRefusedAndOffersNoWayOn() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SourceViewModel model = model(recovery(RunKind.RECOVER));
        model.connection().endpoints().set("127.0.0.1:" + port);

        model.outline().primary().fire();

        assertThat(model.endpoints().rows()).singleElement()
                .satisfies(row -> assertThat(row.state()).isEqualTo("refused"));
        assertThat(model.endpoints().rows().getFirst().detail()).contains("127.0.0.1:" + port);
        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        assertThat(model.outline().primary().reason().get()).contains("file or a data directory");
    }

    @Test
    void saysThatAServerSendsTooMuch() throws IOException {
        StatusResponse.Builder status = HostileMember.status().toBuilder();
        for (int i = 0; i < 1000; i++) {
            status.addErrors("error");
        }
        try (HostileMember member = new HostileMember().on("Status", HostileMember.once(status.build()))) {
            SourceViewModel model = model(recovery(RunKind.RECOVER));
            model.connection().endpoints().set(member.endpoint().url());

            model.outline().primary().fire();

            assertThat(model.endpoints().rows()).singleElement()
                    .satisfies(row -> assertThat(row.state()).isEqualTo("sends too much"));
            assertThat(model.endpoints().rows().getFirst().detail()).contains("1000 errors; at most");
            assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        }
    }

    /** An endpoint that is not a client port is asked again as a peer URL, where it sends headers and no body. */
    @Test
    void comesToAnEndWhereAPeerUrlSendsNoBody() throws IOException {
        try (HostileServer peer = Hostility.NO_BODY.start()) {
            SourceViewModel model = model(recovery(RunKind.RECOVER));
            model.connection().endpoints().set(peer.endpoint().url());

            model.outline().primary().fire();

            assertThat(model.endpoints().rows()).hasSize(1);
            assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        }
    }

    @Test
    void namesTheFileThatCannotBeUsedForTls() {
        Recovery recovery = recovery(RunKind.RECOVER);
        SourceViewModel model = model(recovery);
        model.connection().endpoints().set("https://127.0.0.1:1");
        model.connection().security().ca().set(directory.resolve("none.crt").toString());

        model.outline().primary().fire();

        assertThat(model.endpoints().failed().get().orElseThrow().what()).contains("none.crt");
        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        assertThat(recovery.oldCluster().connection().get()).isEmpty();
    }

    @Test
    void showsWhoIsAskedAndCanBeStopped() {
        HeldTaskRunner runner = new HeldTaskRunner();
        SourceViewModel model = new SourceViewModel(recovery(RunKind.RECOVER),
                TestTools.with(runner, new FakeDialogs()));
        model.connection().endpoints().set("http://127.0.0.1:1, http://127.0.0.1:2");

        model.outline().primary().fire();
        assertThat(model.endpoints().rows()).extracting(MemberRow::state).containsOnly("asking…").hasSize(2);
        assertThat(model.outline().primary().isEnabled()).isFalse();
        model.outline().activity().cancel();
        runner.release();

        assertThat(model.endpoints().rows()).isEmpty();
        assertThat(model.endpoints().failed().get().orElseThrow().cancelled()).isTrue();
        assertThat(model.outline().primary().text().get()).isEqualTo("Connect");
    }

    @Test
    void keepsProfilesWithoutThePassword() {
        StepTools tools = TestTools.direct();
        SourceViewModel model = new SourceViewModel(recovery(RunKind.RECOVER), tools);
        model.connection()
                .fill(new ConnectionForm("https://a:2379", "/ca", "", "", "", false, "root", "", Optional.empty()));
        model.connection().security().password().set("secret");
        model.profiles().name().set(" prod ");
        model.profiles().save();
        assertThat(tools.memory().settings().get().profiles().toString()).contains("prod").doesNotContain("secret");
        assertThat(model.profiles().current()).contains("prod");

        model.connection().fill(ConnectionForm.EMPTY);
        assertThat(model.profiles().current()).isEmpty();
        model.profiles().choose("prod");
        assertThat(model.connection().security().ca().get()).isEqualTo("/ca");
        assertThat(model.connection().security().password().get()).isEmpty();
        model.profiles().delete("prod");
        assertThat(model.profiles().names().getValue()).isEmpty();
        assertThat(model.connection().endpoints().get()).as("what is typed stays").isEqualTo("https://a:2379");
    }

    @Test
    void goesOnWithAFileThatIsThere() throws IOException {
        Recovery recovery = recovery(RunKind.RECOVER);
        SourceViewModel model = model(recovery);
        model.kind().set(SourceKind.FILE);
        assertThat(model.outline().primary().reason().get()).isEqualTo("Choose a file");

        Path file = directory.resolve("a.db");
        model.file().path().set(file.toString());
        assertThat(model.file().look().get().problem()).isEqualTo("There is no such file.");
        model.file().path().set(directory.toString());
        assertThat(model.file().look().get().problem()).contains("directory");
        Files.createFile(file);
        model.file().path().set(file.toString());
        assertThat(model.file().look().get().problem()).contains("empty");
        Files.writeString(file, "bytes");
        model.file().path().set(" " + file);
        assertThat(model.file().look().get().hint()).startsWith("5\u00a0B");

        assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Inspect");
        model.outline().primary().fire();
        assertThat(recovery.snapshot().get()).contains(SnapshotChoice.ofFile(file));
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        model.file().path().set(file + "x");
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
    }

    @Test
    void looksAgainWhenTheOperatorTypedOnMeanwhile() throws IOException {
        HeldTaskRunner runner = new HeldTaskRunner();
        SourceViewModel model = new SourceViewModel(recovery(RunKind.RECOVER),
                TestTools.with(runner, new FakeDialogs()));
        model.kind().set(SourceKind.FILE);
        Path file = Files.writeString(directory.resolve("a.db"), "bytes");
        model.file().path().set(file + "x");
        model.file().path().set(file.toString());
        runner.release();
        assertThat(model.outline().primary().isEnabled()).isFalse();
        runner.release();
        assertThat(model.outline().primary().isEnabled()).isTrue();
    }

    @Test
    void showsTheFileThatTheRunBeginsWith() throws IOException {
        Recovery recovery = TestTools.inspectedSample();
        SourceViewModel model = model(recovery);

        assertThat(model.kind().get()).isEqualTo(SourceKind.FILE);
        assertThat(model.form().file()).isEqualTo(TestTools.SAMPLE.toString());
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(recovery.inspection().get()).as("what was found in it").isPresent();
    }

    @Test
    void takesOverWhatWasTypedEarlier() {
        Recovery recovery = recovery(RunKind.RESCUE);
        SourceViewModel model = model(recovery);
        SourceForm form = Plain.source(SourceKind.ENDPOINTS,
                new ConnectionForm("http://a:2379", "", "", "", "", false, "root", "", Optional.empty()), "/a.db",
                List.of(directory.resolve("m1.etcd").toString()), Optional.empty());

        model.fill(form);

        assertThat(model.form()).isEqualTo(form);
        assertThat(recovery.oldCluster().checklist().get()).as("ticks are put back by name").isNotEmpty();
        assertThat(recovery.oldCluster().checklist().get()).allMatch(item -> !item.text().contains("*"));
    }

    @Test
    void keepsTheWayOpenForWhatWasSavedBeforeARestart() {
        Recovery recovery = recovery(RunKind.RECOVER);
        SourceViewModel model = model(recovery);
        recovery.choose(
                new SnapshotChoice(TestTools.SAMPLE, SourceKind.ENDPOINTS, "m1", Optional.of(TestTools.NOW), "",
                        Optional.empty()));

        assertThat(model.outline().isPassed()).isTrue();
        assertThat(model.outline().primary().text().get()).isEqualTo("Connect");
    }
}
