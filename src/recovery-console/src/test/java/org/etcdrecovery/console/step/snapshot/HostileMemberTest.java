package org.etcdrecovery.console.step.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.HostileMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A member that sends more than it announced. */
@Timeout(120)
class HostileMemberTest {
    @TempDir
    Path directory;

    @Test
    void saysWhyNothingWasSaved() throws IOException {
        try (HostileMember member = new HostileMember().on("Snapshot",
                HostileMember.forEver(HostileMember.snapshot(1, ByteString.copyFrom(new byte[1000]))))) {
            ConnectionSettings settings = ConnectionSettings.of(List.of(member.endpoint()));
            ProbeReport report = Prober.probe(settings, _ -> {}, Progress.NONE);
            Recovery recovery = new Recovery(RunKind.SAVE, TestTools.NOW);
            recovery.oldCluster().asking(settings);
            recovery.askedMembers(report, QuorumAssessor.assess(report, settings));
            SnapshotViewModel model = new SnapshotViewModel(recovery,
                    TestTools.with(new DirectTaskRunner(), new FakeDialogs()));
            model.target().set(directory.resolve("saved.db").toString());

            model.outline().primary().fire();

            assertThat(model.failed().get()).hasValueSatisfying(
                    failed -> assertThat(failed.what()).contains("announced a snapshot of 1001 bytes"));
            assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
            assertThat(directory).isEmptyDirectory();
        }
    }
}
