package org.etcdrecovery.console.step.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.source.directories.DirectoriesModel;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a real member that died with its last writes only in the log. */
class SourceRescueTest {
    @TempDir
    private Path directory;

    @Test
    void takesTheDatabaseOfADeadMemberAndSaysWhatItLacks() {
        Recovery recovery = new Recovery(RunKind.RESCUE, TestTools.NOW);
        SourceViewModel model = new SourceViewModel(recovery, TestTools.direct());
        DirectoriesModel directories = model.directories();
        assertThat(model.kind().get()).isEqualTo(SourceKind.DIRECTORY);
        assertThat(model.outline().primary().reason().get()).isEqualTo("Add a data directory");
        List<Member> members = Member.onFreePorts(directory, 1);
        // The first run makes the database durable; the second one keeps all its writes in the log only.
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members)) {
            cluster.gateway().put("a", "1");
            cluster.member(0).stop();
        }
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members, "--backend-batch-interval=1h")) {
            for (int i = 0; i < 5; i++) {
                cluster.gateway().put("b" + i, "1");
            }
            directories.typed().set(" " + members.getFirst().dataDir() + ", " + directory.resolve("absent"));
            directories.addTyped();
            if (isHeld(directories)) {
                assertThat(directories.rows().getFirst().caption()).contains("still running");
            }
            cluster.member(0).kill();
        }

        directories.readAgain();

        assertThat(directories.rows()).hasSize(2);
        assertThat(directories.rows().get(1).problem()).isTrue();
        DirectoryRow row = directories.chosen().get().orElseThrow();
        assertThat(row.name()).isEqualTo("m1.etcd");
        assertThat(row.caption()).startsWith("etcd 3.6, ");
        DirectoryRow.Bar bar = row.bar().orElseThrow();
        assertThat(bar.maybe() - bar.database()).isEqualTo(5);
        assertThat(model.outline().commands()).extracting(Command::text)
                .satisfiesExactly(text -> assertThat(text).startsWith("etcd-recovery rescue assess "),
                        text -> assertThat(text).startsWith("etcd-recovery rescue snapshot ")
                                .contains(row.path().toString(), "--out rescued.db"));

        assertThat(model.outline().primary().text().get()).isEqualTo("Make a snapshot from m1.etcd");
        model.takeDatabase();
        SnapshotChoice choice = recovery.snapshot().get().orElseThrow();
        assertThat(choice.file()).isEqualTo(members.getFirst().dataDir().resolve("member/snap/db"));
        assertThat(choice.source()).isEqualTo(SourceKind.DIRECTORY);
        assertThat(choice.member()).isEqualTo("m1");
        assertThat(choice.lacks()).matches("lacks \\d+ log entries");
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(Plain.report(TestTools.NOW, recovery).rescue())
                .hasValueSatisfying(rescue -> assertThat(rescue.title()).contains("The database of m1"));

        recovery.forgetSnapshot();
        assertThat(recovery.rescued().get()).isEmpty();
        recovery.choose(choice);
        assertThat(recovery.rescued().get()).isPresent();

        directories.remove(row);
        assertThat(directories.chosen().get()).isEmpty();
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
    }

    private static boolean isHeld(DirectoriesModel directories) {
        return directories.rows()
                .stream()
                .flatMap(row -> row.directory().stream())
                .anyMatch(found -> found.lock().state() == ProcessLock.State.HELD);
    }
}
