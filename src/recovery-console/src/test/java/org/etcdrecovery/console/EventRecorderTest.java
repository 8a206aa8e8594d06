package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.util.Subscription;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.Timeline.Event;
import org.etcdrecovery.console.recovery.Timeline.What;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.report.RecoveryReport.Moment;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.Restorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRecorderTest {
    @Test
    void theReportTellsThatAnEarlierCheckFailed(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution()
                .restored(Plain.restored(plan, Restorer.restore(plan, Progress.NONE), TestTools.NOW, TestTools.NOW));
        Run run = new Run(new Recovery(RunKind.RECOVER, TestTools.NOW), TestTools.direct(), new FakeStarter());
        new EventRecorder(recovery, run.wizard(), InstantSource.fixed(TestTools.NOW)).begin();

        prove(recovery, plan, 60, Outcome.FAILED);
        recovery.execution().discardProof();
        prove(recovery, plan, 120, Outcome.PASSED);
        recovery.execution().discardProof();
        recovery.execution()
                .proved(plan, new Proof(TestTools.NOW.plusSeconds(150), "", "", true,
                        List.of(new ProofCheck(Subject.LEFT_OUT, "to come later: m3", "not looked at", Outcome.SKIPPED,
                                ""))));

        assertThat(Plain.report(TestTools.NOW.plusSeconds(180), recovery).times()).contains(
                new Moment("New cluster checked: proven, but for what was left out", TestTools.NOW.plusSeconds(150)),
                new Moment("New cluster checked: not proven, Leader and 1 more failed", TestTools.NOW.plusSeconds(60)),
                new Moment("New cluster checked: proven", TestTools.NOW.plusSeconds(120)));
    }

    /** Its report can be made only while it is there. */
    @Test
    void aProvenRunIsKeptUntilItsReportIsSaved(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        StepTools tools = TestTools.direct();
        Run run = new Run(recovery, tools, new FakeStarter());
        Subscription keeping = run.keep(tools.memory());
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution()
                .restored(Plain.restored(plan, new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW,
                        TestTools.NOW));

        prove(recovery, plan, 60, Outcome.PASSED);

        assertThat(recovery.execution().proof().get()).isPresent();
        assertThat(tools.memory().settings().get().interrupted()).hasSize(1);
        keeping.unsubscribe();
    }

    @Test
    void theReportTellsHowARehearsalEnded(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        Run run = new Run(new Recovery(RunKind.RECOVER, TestTools.NOW), TestTools.direct(), new FakeStarter());
        new EventRecorder(recovery, run.wizard(), InstantSource.fixed(TestTools.NOW)).begin();
        RehearsalResult failed = new RehearsalResult(TestTools.NOW, new EtcdProgram(Path.of("/opt/etcd"), "3.6.16"), 1,
                3, false, List.of(new StageResult(RehearsalStage.START, StageResult.Outcome.FAILED, "it ended",
                        List.of(), Duration.ofSeconds(5))),
                Optional.empty(), Optional.empty(), Optional.empty());

        recovery.execution().rehearsed(recovery.acceptedPlan().orElseThrow(), failed);
        recovery.execution().rehearsing();
        recovery.execution().rehearsed(recovery.acceptedPlan().orElseThrow(), failed);

        assertThat(recovery.timeline().events()).containsOnlyOnce(
                new Event(What.REHEARSED, "failed", TestTools.NOW.plusSeconds(5)));
        assertThat(Plain.report(TestTools.NOW, recovery).times())
                .contains(new Moment("Rehearsal ended: failed", TestTools.NOW.plusSeconds(5)));
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
        recovery.execution()
                .proved(plan, new Proof(time, plan.clusterId().toString(), "", true,
                        List.of(check(Subject.MEMBERS_ANSWER, Outcome.PASSED), check(Subject.ONE_LEADER, outcome),
                                check(Subject.HASH_KV, outcome))));
    }

    private static ProofCheck check(Subject subject, Outcome outcome) {
        return new ProofCheck(subject, "", "", outcome, "");
    }
}
