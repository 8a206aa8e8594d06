package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.console.InterruptedRuns.current;
import static org.etcdrecovery.console.InterruptedRuns.find;
import static org.etcdrecovery.console.InterruptedRuns.goOn;
import static org.etcdrecovery.console.InterruptedRuns.inRestore;
import static org.etcdrecovery.console.InterruptedRuns.inVerify;
import static org.etcdrecovery.console.InterruptedRuns.into;
import static org.etcdrecovery.console.InterruptedRuns.resume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is resumed after it wrote data directories, or left them to the hosts. */
class ResumedRestoreTest {
    @Test
    void knowsWhatItHasWritten(@TempDir Path directory) {
        InterruptedRun interrupted = inVerify(directory);
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
        InterruptedRun done = inVerify(directory);
        for (StepId left : List.of(StepId.SAFETY, StepId.RESTORE, StepId.START)) {
            Run resumed = resume(Plain.interrupted(new InterruptedRun.Progress(done.progress().kind(),
                    done.progress().started(), done.progress().touched(), left.name()), done.subject(), done.forms(),
                    done.restored()), new DirectTaskRunner());

            assertThat(current(resumed)).as("left in %s", left).isEqualTo(StepId.START);
            assertThat(resumed.recovery().execution().restored().get()).isPresent();
        }
    }

    /** The console asks for the consent again, as after every inspection. */
    @Test
    void knowsWhatItHasWrittenFromADatabaseWithoutAHash(@TempDir Path directory) throws IOException {
        byte[] sample = Files.readAllBytes(TestTools.SAMPLE);
        Path database = Files.write(directory.resolve("db"), Arrays.copyOf(sample, sample.length - 32));
        InterruptedRun interrupted = inVerify(inRestore(database), directory.resolve("new"));

        Run resumed = resume(interrupted, new DirectTaskRunner());
        assertThat(current(resumed)).isEqualTo(StepId.INSPECT);
        assertThat(resumed.recovery().execution().restored().get()).isEmpty();
        resumed.recovery().edit(builder -> builder.skipHashCheck(true));

        assertThat(resumed.recovery().execution().restored().get()).isPresent();
        assertThat(find(resumed, StepId.RESTORE).outline().isPassed()).isTrue();
    }

    @Test
    void staysWithCareAfterARestoreDespiteAFailedRehearsal(@TempDir Path directory) {
        InterruptedRun before = inRestore();
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

    @Test
    void writesWhatIsPlannedOtherwise(@TempDir Path directory, @TempDir Path another) {
        Run resumed = resume(into(inVerify(directory), another), new DirectTaskRunner());

        assertThat(current(resumed)).isEqualTo(StepId.RESTORE);
        assertThat(resumed.recovery().execution().restored().get()).isEmpty();
    }

    @Test
    void goesOnWithTheDeliveryOfAPlanThatWasLeftToIt() {
        StepTools tools = TestTools.direct();
        Run run = resume(inRestore(), tools);
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
}
