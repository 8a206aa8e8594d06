package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.console.recovery.RecoveryEvidence;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.Timeline.Event;
import org.etcdrecovery.console.recovery.Timeline.What;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.RecoveryReport.Moment;
import org.etcdrecovery.core.restore.Restorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRecorderTest {
    @Test
    void theReportTellsThatAnEarlierCheckFailed(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.restored(new Restored(plan, Restorer.restore(plan, Progress.NONE), TestTools.NOW, TestTools.NOW));
        Run run = new Run(new Recovery(RunKind.RECOVER, TestTools.NOW), TestTools.direct(), new FakeStarter());
        new EventRecorder(recovery, run.wizard(), InstantSource.fixed(TestTools.NOW)).begin();

        prove(recovery, plan, 60, Outcome.FAILED);
        recovery.proving();
        prove(recovery, plan, 120, Outcome.PASSED);

        assertThat(RecoveryEvidence.at(TestTools.NOW.plusSeconds(180), recovery).times()).contains(
                new Moment("New cluster checked: not proven, Leader and 1 more failed", TestTools.NOW.plusSeconds(60)),
                new Moment("New cluster checked: proven", TestTools.NOW.plusSeconds(120)));
    }

    @Test
    void whatHappenedBeforeARestartComesFirst() {
        Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
        Event before = new Event(What.ASKED, "quorum is lost", TestTools.NOW);
        recovery.timeline().record(What.INSPECTED, "", TestTools.NOW.plusSeconds(2));
        recovery.timeline().record(What.INSPECTED, "", TestTools.NOW.plusSeconds(3));
        recovery.timeline().resume(List.of(before));

        assertThat(recovery.timeline().events()).containsExactly(before,
                new Event(What.INSPECTED, "", TestTools.NOW.plusSeconds(3)));
    }

    private static void prove(Recovery recovery, RestorePlan plan, int seconds, Outcome outcome) {
        Instant time = TestTools.NOW.plusSeconds(seconds);
        recovery.proved(plan, new Proof(time, plan.clusterId().toString(), "", true,
                List.of(check(Subject.MEMBERS_ANSWER, Outcome.PASSED), check(Subject.ONE_LEADER, outcome),
                        check(Subject.HASH_KV, outcome))));
    }

    private static ProofCheck check(Subject subject, Outcome outcome) {
        return new ProofCheck(subject, "", "", outcome, "");
    }
}
