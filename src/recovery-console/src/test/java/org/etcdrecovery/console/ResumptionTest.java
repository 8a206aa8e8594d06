package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.console.InterruptedRuns.current;
import static org.etcdrecovery.console.InterruptedRuns.find;
import static org.etcdrecovery.console.InterruptedRuns.inRestore;
import static org.etcdrecovery.console.InterruptedRuns.resume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.util.Subscription;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.OriginEvidence;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RecoveryEvidence;
import org.etcdrecovery.console.recovery.RehearsalForm;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.recovery.Timeline.Event;
import org.etcdrecovery.console.recovery.Timeline.What;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.RecoveryReport.Incident;
import org.etcdrecovery.core.snapshot.Inspection;
import org.junit.jupiter.api.Test;

/** A run that is resumed where it was interrupted, before anything was written. */
class ResumptionTest {
    @Test
    void comesBackToTheStepWithTheSameFile() {
        InterruptedRun interrupted = inRestore();

        Run resumed = resume(interrupted, new DirectTaskRunner());

        assertThat(current(resumed)).isEqualTo(StepId.RESTORE);
        assertThat(List.of(StepId.SOURCE, StepId.INSPECT, StepId.CLUSTER, StepId.SAFETY))
                .allSatisfy(step -> assertThat(find(resumed, step).outline().isPassed()).as("%s", step).isTrue());
        assertThat(resumed.recovery().acceptedPlan()).isPresent();
        assertThat(resumed.recovery().timeline().events()).as("what happened before is in the report")
                .extracting(Event::what)
                .startsWith(What.INSPECTED, What.LAID_OUT, What.DECIDED);
    }

    @Test
    void asksAgainAboutAnotherFile() {
        InterruptedRun run = inRestore();
        InterruptedRun changed = Plain.interrupted(run.progress(),
                new InterruptedRun.Subject(run.subject().snapshot(), Optional.of("00")), run.forms(), run.restored());

        Run resumed = resume(changed, new DirectTaskRunner());

        assertThat(current(resumed)).isEqualTo(StepId.INSPECT);
        assertThat(find(resumed, StepId.CLUSTER).outline().state().get()).isEqualTo(StepState.TODO);
    }

    /** What is saved is not saved again, and the start page names the step that opens. */
    @Test
    void aSavedSnapshotIsFollowedByInspect() {
        SnapshotChoice saved = SnapshotChoice.ofFile(TestTools.SAMPLE).savedFrom("m1", TestTools.NOW, "");
        ConnectionForm typed = new ConnectionForm("https://a.example:2379", "/pki/ca.crt", "", "", "", false, "", "",
                Optional.empty());
        TypedForms forms = TypedForms.NONE.withSource(
                Plain.source(SourceKind.ENDPOINTS, typed, "", List.of(), Optional.empty()), Map.of(),
                Optional.empty());
        StepTools tools = TestTools.with(new HeldTaskRunner(), new FakeDialogs());
        Run resumed = resume(Plain.interrupted(
                new InterruptedRun.Progress(RunKind.RECOVER, TestTools.NOW, TestTools.NOW, StepId.SNAPSHOT.name()),
                new InterruptedRun.Subject(Optional.of(saved), Optional.empty()), forms, Optional.empty()), tools);
        Subscription kept = resumed.keep(tools.memory());

        assertThat(current(resumed)).isEqualTo(StepId.INSPECT);
        assertThat(resumed.recovery().oldCluster().likelyConnection().orElseThrow().tls().ca())
                .as("what is asked later is asked with the same certificates")
                .contains(Path.of("/pki/ca.crt"));
        resumed.wizard().goTo(find(resumed, StepId.SNAPSHOT));
        assertThat(find(resumed, StepId.SNAPSHOT).outline().primary().text().get()).isEqualTo("Continue to Inspect");
        assertThat(find(resumed, StepId.SNAPSHOT).outline().primary().isEnabled()).isTrue();
        kept.unsubscribe();
        assertThat(tools.memory().settings().get().interrupted().getFirst().progress().step()).isEqualTo("INSPECT");
    }

    /** The window may close right after something was typed. */
    @Test
    void keepsWhatWasTypedLast() {
        InterruptedRun before = inRestore();
        StepTools tools = TestTools.direct();
        Run run = resume(before, tools);
        Subscription kept = run.keep(tools.memory());
        RehearsalForm rehearsal = new RehearsalForm("/opt/etcd/etcd", true, "alice");
        Incident incident = new Incident("INC-7", "alice", "disk full");
        run.wizard()
                .steps()
                .forEach(step -> step.fill(TypedForms.NONE.withRehearsal(rehearsal).withIncident(incident)));

        kept.unsubscribe();

        TypedForms forms = tools.memory().settings().get().interrupted().getFirst().forms();
        assertThat(forms.rehearsal()).contains(rehearsal);
        assertThat(forms.incident()).contains(incident);
        assertThat(before.forms().rehearsal()).as("nothing was typed").isEmpty();
        assertThat(before.forms().incident()).isEmpty();
    }

    @Test
    void theReportStillSaysWhatCannotBeAskedAgain() {
        InterruptedRun before = inRestore();
        OriginEvidence evidence = Answers.evidence(TestTools.SAMPLE);
        StepTools tools = TestTools.direct();
        Run resumed = resume(new InterruptedRun(before.progress(), before.subject(), before.forms(), before.restored(),
                before.events(), Optional.of(evidence)), tools);
        resumed.keep(tools.memory());
        Recovery recovery = resumed.recovery();

        assertThat(tools.memory().settings().get().interrupted().getFirst().evidence()).contains(evidence);
        RecoveryReport report = Plain.report(TestTools.NOW, recovery);
        assertThat(report.assessment()).isEqualTo(evidence.quorum());
        assertThat(report.save().orElseThrow().snapshot()).isEqualTo(evidence.saved().orElseThrow());
        assertThat(report.rescue()).isEqualTo(evidence.rescue());
        assertThat(report.allConsents()).anyMatch(consent -> consent.contains("The operator confirmed this"));
        assertThat(recovery.oldCluster().assessment().get()).as("what the pages show").isEmpty();

        recovery.oldCluster().asking(ConnectionSettings.of(List.of(Answers.ENDPOINT)));
        assertThat(Plain.report(TestTools.NOW, recovery).assessment()).as("asked again").isEmpty();
        recovery.choose(SnapshotChoice.ofFile(Path.of("/srv/other.db")));
        assertThat(Plain.report(TestTools.NOW, recovery).save()).as("of another file").isEmpty();
        assertThat(RecoveryEvidence.origin(recovery)).isEmpty();
    }

    @Test
    void leavesWhoeverGoesElsewhereMeanwhile() {
        HeldTaskRunner runner = new HeldTaskRunner();
        StepTools tools = TestTools.with(runner, new FakeDialogs());
        Run resumed = resume(inRestore(), tools);
        resumed.keep(tools.memory());
        while (current(resumed) == StepId.SOURCE) {
            runner.release();
        }
        assertThat(current(resumed)).isEqualTo(StepId.INSPECT);
        assertThat(tools.memory().settings().get().interrupted().getFirst().progress().step()).isEqualTo("RESTORE");

        resumed.wizard().goTo(find(resumed, StepId.SOURCE));
        while (runner.isHolding()) {
            runner.release();
        }

        assertThat(current(resumed)).isEqualTo(StepId.SOURCE);
        assertThat(tools.memory().settings().get().interrupted().getFirst().progress().step()).isEqualTo("SOURCE");
    }

    @Test
    void aNewRunLeavesTheUnfinishedOneAlone() {
        InterruptedRun waiting = inRestore();
        StepTools tools = TestTools.direct();
        tools.memory().update(settings -> settings.withInterrupted(waiting));
        Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW.plusSeconds(60));
        Run another = new Run(recovery, tools, new FakeStarter());
        another.keep(tools.memory());
        recovery.choose(SnapshotChoice.ofFile(TestTools.SAMPLE));
        another.wizard().current().get().outline().primary().fire();

        assertThat(tools.memory().settings().get().interrupted()).hasSize(2).contains(waiting);
    }

    /** A file that was just inspected is not read again when a recovery starts from it. */
    @Test
    void goesOnAfterAnInspectionInTheStepCluster() throws IOException {
        Recovery recovery = TestTools.inspectedSample();
        Inspection inspection = recovery.inspection().get().orElseThrow();
        Run run = new Run(recovery, TestTools.direct(), new FakeStarter());
        run.skipWhatIsDone();

        assertThat(current(run)).isEqualTo(StepId.CLUSTER);
        find(run, StepId.INSPECT).entered();
        assertThat(recovery.inspection().get().orElseThrow()).isSameAs(inspection);
        assertThat(recovery.acceptedPlan()).isPresent();
    }
}
