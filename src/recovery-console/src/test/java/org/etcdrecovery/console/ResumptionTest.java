package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.util.Subscription;
import org.etcdrecovery.console.recovery.ClusterForm;
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
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.RecoveryReport.Incident;
import org.etcdrecovery.core.snapshot.Inspection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is resumed where it was interrupted. */
class ResumptionTest {
    @Test
    void comesBackToTheStepWithTheSameFile() {
        InterruptedRun interrupted = interruptedInRestore();

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
        InterruptedRun run = interruptedInRestore();
        InterruptedRun changed = Plain.interrupted(run.progress(),
                new InterruptedRun.Subject(run.subject().snapshot(), Optional.of("00")), run.forms(), run.restored());

        Run resumed = resume(changed, new DirectTaskRunner());

        assertThat(current(resumed)).isEqualTo(StepId.INSPECT);
        assertThat(find(resumed, StepId.CLUSTER).outline().state().get()).isEqualTo(StepState.TODO);
    }

    @Test
    void knowsWhatItHasWritten(@TempDir Path directory) {
        InterruptedRun interrupted = interruptedInVerify(directory);
        HeldTaskRunner runner = new HeldTaskRunner();
        StepTools tools = TestTools.with(runner, new FakeDialogs());
        Run resumed = resume(interrupted, tools);
        resumed.keep(tools.memory());
        while (runner.isHolding()) {
            assertThat(tools.memory().settings().get().interrupted().getFirst().restored())
                    .isEqualTo(interrupted.restored());
            runner.release();
        }

        assertThat(current(resumed)).isEqualTo(StepId.VERIFY);
        assertThat(resumed.recovery().execution().restored().get()).hasValueSatisfying(restored -> {
            assertThat(restored.result()).isEqualTo(interrupted.restored().orElseThrow().result().orElseThrow());
            assertThat(restored.plan()).isEqualTo(resumed.recovery().acceptedPlan().orElseThrow());
        });
        assertThat(resumed.recovery().execution().handedOver().get()).isNotEmpty();
        assertThat(resumed.wizard().steps())
                .filteredOn(step -> step.outline().id() != StepId.VERIFY)
                .allSatisfy(step -> assertThat(step.outline().isPassed()).as("%s", step.outline().id()).isTrue());
        assertThat(tools.memory().settings().get().interrupted().getFirst().restored())
                .isEqualTo(interrupted.restored());
    }

    /** Whatever was looked at last, a complete restore leads on. */
    @Test
    void aCompleteRestoreIsFollowedByStart(@TempDir Path directory) {
        InterruptedRun done = interruptedInVerify(directory);
        for (StepId left : List.of(StepId.SAFETY, StepId.RESTORE, StepId.START)) {
            Run resumed = resume(Plain.interrupted(new InterruptedRun.Progress(done.progress().kind(),
                    done.progress().started(), done.progress().touched(), left.name()), done.subject(), done.forms(),
                    done.restored()), new DirectTaskRunner());

            assertThat(current(resumed)).as("left in %s", left).isEqualTo(StepId.START);
            assertThat(resumed.recovery().execution().restored().get()).isPresent();
        }
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

    /** The console asks for the consent again, as after every inspection. */
    @Test
    void knowsWhatItHasWrittenFromADatabaseWithoutAHash(@TempDir Path directory) throws IOException {
        byte[] sample = Files.readAllBytes(TestTools.SAMPLE);
        Path database = Files.write(directory.resolve("db"), Arrays.copyOf(sample, sample.length - 32));
        InterruptedRun interrupted = interruptedInVerify(interruptedInRestore(database), directory.resolve("new"));

        Run resumed = resume(interrupted, new DirectTaskRunner());
        assertThat(current(resumed)).isEqualTo(StepId.INSPECT);
        assertThat(resumed.recovery().execution().restored().get()).isEmpty();
        resumed.recovery().edit(builder -> builder.skipHashCheck(true));

        assertThat(resumed.recovery().execution().restored().get()).isPresent();
        assertThat(find(resumed, StepId.RESTORE).outline().isPassed()).isTrue();
    }

    @Test
    void staysWithCareAfterARestoreDespiteAFailedRehearsal(@TempDir Path directory) {
        InterruptedRun before = interruptedInRestore();
        StepTools tools = TestTools.with(new DirectTaskRunner(), new FakeDialogs().goingAhead());
        Run run = resume(into(before, directory), tools);
        run.keep(tools.memory());
        goOn(run, StepId.RESTORE);
        run.recovery()
                .execution()
                .rehearsed(run.recovery().acceptedPlan().orElseThrow(), new RehearsalResult(TestTools.NOW,
                        new EtcdProgram(Path.of("/opt/etcd"), "3.6.16"), 1, 3, false,
                        List.of(new StageResult(RehearsalStage.START, StageResult.Outcome.FAILED, "it ended",
                                List.of(), Duration.ofSeconds(1))),
                        Optional.empty(), Optional.empty(), Optional.empty()));
        run.wizard().current().get().outline().primary().fire();

        Run resumed = resume(tools.memory().settings().get().interrupted().getFirst(), new DirectTaskRunner());

        for (Run each : List.of(run, resumed)) {
            StepOutline restore = find(each, StepId.RESTORE).outline();
            assertThat(restore.state().get()).isEqualTo(StepState.ATTENTION);
            assertThat(restore.caption().get()).isEqualTo("Written although the rehearsal failed");
            assertThat(Plain.report(TestTools.NOW, each.recovery()).allConsents())
                    .anyMatch(consent -> consent.contains("wrote the data directories anyway"));
        }
        resumed.recovery().edit(builder -> builder.revisionBump(7));
        resumed.recovery().edit(builder -> builder.revisionBump(0));
        assertThat(find(resumed, StepId.RESTORE).outline().state().get()).as("after a change that was undone")
                .isEqualTo(StepState.ATTENTION);
    }

    /** The window may close right after something was typed. */
    @Test
    void keepsWhatWasTypedLast() {
        InterruptedRun before = interruptedInRestore();
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
        InterruptedRun before = interruptedInRestore();
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
    void writesWhatIsPlannedOtherwise(@TempDir Path directory, @TempDir Path another) {
        Run resumed = resume(into(interruptedInVerify(directory), another), new DirectTaskRunner());

        assertThat(current(resumed)).isEqualTo(StepId.RESTORE);
        assertThat(resumed.recovery().execution().restored().get()).isEmpty();
    }

    @Test
    void leavesWhoeverGoesElsewhereMeanwhile() {
        HeldTaskRunner runner = new HeldTaskRunner();
        StepTools tools = TestTools.with(runner, new FakeDialogs());
        Run resumed = resume(interruptedInRestore(), tools);
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
        InterruptedRun waiting = interruptedInRestore();
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

    @Test
    void goesOnWithTheDeliveryOfAPlanThatWasLeftToIt() {
        StepTools tools = TestTools.direct();
        Run run = resume(interruptedInRestore(), tools);
        run.keep(tools.memory());
        goOn(run, StepId.RESTORE);
        run.recovery().execution().write(WritePlace.HOSTS);
        run.wizard().current().get().outline().primary().fire();
        assertThat(current(run)).isEqualTo(StepId.START);
        InterruptedRun interrupted = tools.memory().settings().get().interrupted().getFirst();

        for (StepId left : List.of(StepId.SAFETY, StepId.START)) {
            Run resumed = resume(Plain.interrupted(new InterruptedRun.Progress(RunKind.RECOVER,
                    interrupted.progress().started(), interrupted.progress().touched(), left.name()),
                    interrupted.subject(), interrupted.forms(), interrupted.restored()), TestTools.direct());

            assertThat(current(resumed)).as("left in %s", left).isEqualTo(StepId.START);
            assertThat(resumed.recovery().execution().restored().get()).isEmpty();
            assertThat(resumed.recovery().execution().leftToHosts().get())
                    .isEqualTo(run.recovery().execution().leftToHosts().get());
            assertThat(find(resumed, StepId.RESTORE).outline().state().get()).isEqualTo(StepState.LEFT);
            assertThat(find(resumed, StepId.START).outline().primary().text().get()).isEqualTo("Check hosts");
            resumed.recovery().edit(builder -> builder.skipReadBack(true));
            assertThat(resumed.recovery().execution().outgoing().get()).as("another plan").isEmpty();
            resumed.recovery().edit(builder -> builder.skipReadBack(false));
            assertThat(resumed.recovery().execution().outgoing().get()).as("the same again").isPresent();
            resumed.recovery().execution().write(WritePlace.HERE);
            resumed.recovery().edit(builder -> builder.skipReadBack(true));
            resumed.recovery().edit(builder -> builder.skipReadBack(false));
            assertThat(resumed.recovery().execution().outgoing().get()).as("taken back").isEmpty();
        }
    }

    private static InterruptedRun interruptedInRestore() {
        return interruptedInRestore(TestTools.SAMPLE);
    }

    private static InterruptedRun interruptedInRestore(Path snapshot) {
        Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
        recovery.choose(SnapshotChoice.ofFile(snapshot));
        StepTools tools = TestTools.direct();
        Run run = new Run(recovery, tools, new FakeStarter());
        run.keep(tools.memory());
        goOn(run, StepId.RESTORE);
        return tools.memory().settings().get().interrupted().getFirst();
    }

    /** A run that was interrupted in Verify, with its directories in place. */
    private static InterruptedRun interruptedInVerify(Path directory) {
        return interruptedInVerify(interruptedInRestore(), directory);
    }

    private static InterruptedRun interruptedInVerify(InterruptedRun before, Path directory) {
        StepTools tools = TestTools.direct();
        Run run = resume(into(before, directory), tools);
        run.keep(tools.memory());
        goOn(run, StepId.RESTORE);
        run.wizard().current().get().outline().primary().fire();
        goOn(run, StepId.VERIFY);
        return tools.memory().settings().get().interrupted().getFirst();
    }

    private static InterruptedRun into(InterruptedRun run, Path directory) {
        ClusterForm form = run.forms().cluster().orElseThrow();
        return in(run, new ClusterForm(form.members(), form.token(), directory.toString(), form.target(), form.owner(),
                form.joinLater(), form.place()));
    }

    private static InterruptedRun in(InterruptedRun run, ClusterForm cluster) {
        return Plain.interrupted(run.progress(), run.subject(), run.forms().withCluster(cluster), run.restored());
    }

    private static void goOn(Run run, StepId last) {
        while (current(run) != last) {
            StepId before = current(run);
            if (before == StepId.INSPECT && !find(run, before).outline().primary().isEnabled()) {
                run.recovery().edit(builder -> builder.skipHashCheck(true));
            }
            run.wizard().current().get().outline().primary().fire();
            assertThat(current(run)).isNotEqualTo(before);
        }
    }

    private static Run resume(InterruptedRun interrupted, TaskRunner runner) {
        return resume(interrupted, TestTools.with(runner, new FakeDialogs()));
    }

    private static Run resume(InterruptedRun interrupted, StepTools tools) {
        Run run = new Run(new Recovery(interrupted.progress().kind(), interrupted.progress().started()), tools,
                new FakeStarter());
        run.fill(interrupted);
        return run;
    }

    private static StepId current(Run run) {
        return run.wizard().current().get().outline().id();
    }

    private static StepModel find(Run run, StepId step) {
        return run.wizard().find(step).orElseThrow();
    }
}
