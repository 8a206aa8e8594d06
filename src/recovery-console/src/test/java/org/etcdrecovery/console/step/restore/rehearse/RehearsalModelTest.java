package org.etcdrecovery.console.step.restore.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.Ending;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.shell.RehearsalSite;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.console.step.restore.rehearse.RehearsalModel.Inputs;
import org.etcdrecovery.console.step.restore.rehearse.StageLine.State;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalResult.Verdict;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalModelTest {
    @TempDir
    private Path directory;

    private Path scratch;
    private Recovery recovery;

    @BeforeEach
    void plan() throws IOException {
        scratch = Files.createDirectory(directory.resolve("s"));
        recovery = ThreeMembers.planned(directory);
    }

    private RestoreViewModel step(TaskRunner runner) {
        StepTools plain = TestTools.with(runner, new FakeDialogs());
        return TestTools.restore(recovery, new StepTools(plain.runner(), plain.dialogs(), plain.memory(),
                plain.clock(), plain.opener(), new RehearsalSite(Scratch.in(scratch), Map.of(), new Ending()),
                plain.stores()));
    }

    @Test
    void theResultBelongsToThePlanAndGoesIntoTheReport() {
        RestoreViewModel step = step(new DirectTaskRunner());
        StepOutline outline = step.outline();
        RehearsalModel model = step.rehearsal();
        model.open().set(true);
        model.etcd().typed().set(Judges.etcd(EtcdVersion.V3_6).toString());
        assertThat(model.etcd().found().get()).hasValueSatisfying(found -> {
            assertThat(found.etcd().version()).isEqualTo("3.6.16");
            assertThat(found.needs().directory()).isEqualTo(scratch);
        });
        assertThat(outline.commands()).first()
                .satisfies(command -> assertThat(command.text()).startsWith("etcd-recovery rehearse ")
                        .contains("--etcd ")
                        .doesNotContain("--members"));

        model.rehearse();

        assertThat(model.failed().get()).isEmpty();
        assertThat(model.result().get()).hasValueSatisfying(
                result -> assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PROVEN));
        assertThat(model.stages()).extracting(StageLine::stage).containsExactly(RehearsalStage.values());
        assertThat(model.stages()).allSatisfy(line -> {
            assertThat(line.state()).isEqualTo(State.PASSED);
            assertThat(line.took()).endsWith(" s");
        });
        assertThat(outline.caption().get()).isEqualTo("Rehearsed, not written yet");
        assertThat(Plain.report(TestTools.NOW, recovery).rehearsal()).isEqualTo(model.result().get());
        assertThat(scratch).isEmptyDirectory();

        assertThat(model.isStale()).isFalse();
        for (Runnable change : List.<Runnable>of(() -> model.everyMember().set(true),
                () -> model.etcd().typed().set("/bin/sh"))) {
            model.everyMember().set(false);
            model.etcd().typed().set(Judges.etcd(EtcdVersion.V3_6).toString());
            assertThat(model.isStale()).as("the fields say what was asked").isFalse();
            change.run();
            assertThat(model.isStale()).isTrue();
        }
        assertThat(model.etcd().isRefused()).isTrue();
        model.etcd().typed().set(Judges.etcd(EtcdVersion.V3_6).resolve("../etcd").toString());
        assertThat(model.isStale()).as("another spelling of the same file").isFalse();

        recovery.edit(builder -> builder.revisionBump(7));

        assertThat(model.result().get()).isEmpty();
        assertThat(model.stages()).isEmpty();
        assertThat(outline.caption().get()).isEmpty();
    }

    @Test
    void whatCannotBeRunIsSaidAtItsField() throws IOException {
        RehearsalModel model = step(new DirectTaskRunner()).rehearsal();
        model.open().set(true);
        assertThat(model.etcd().problem().get()).startsWith("No etcd 3.6 in PATH");
        Path old = Files.writeString(directory.resolve("etcd"), "#!/bin/sh\necho 'etcd Version: 3.5.1'\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();

        model.etcd().typed().set(old.toString());

        assertThat(model.etcd().problem().get()).contains("is etcd 3.5.1, but the plan is for etcd 3.6");
        assertThat(model.etcd().found().get()).isEmpty();

        model.rehearse();

        assertThat(model.failed().get()).hasValueSatisfying(
                failed -> assertThat(failed.what()).contains("is etcd 3.5.1, but the plan is for etcd 3.6"));
        assertThat(model.running().get()).isFalse();
        assertThat(model.stages()).isEmpty();
    }

    /** Asking a program for its version runs it. */
    @Test
    void noOtherProgramIsRunWhileAPathIsTyped() throws IOException {
        RehearsalModel model = step(new DirectTaskRunner()).rehearsal();
        model.open().set(true);
        Path trace = directory.resolve("trace");
        Path other = Files.writeString(directory.resolve("server"), "#!/bin/sh\ntouch '" + trace + "'\n");
        assertThat(other.toFile().setExecutable(true)).isTrue();

        Map<String, String> problems = Map.of(other.toString(), "etcd.other", "sh", "etcd.relative", "/bin",
                "etcd.directory", directory.resolve("absent-etcd").toString(), "etcd.absent");
        problems.forEach((typed, problem) -> {
            model.etcd().typed().set(typed);
            assertThat(model.etcd().problem().get()).as(typed).isEqualTo(Texts.of("rehearse").get(problem));
            assertThat(model.etcd().found().get()).isEmpty();
        });
        assertThat(trace).doesNotExist();
    }

    @Test
    void whileItRunsNothingIsWrittenAndItCanBeStopped() {
        HeldTaskRunner runner = new HeldTaskRunner();
        RestoreViewModel step = step(runner);
        RehearsalModel model = step.rehearsal();
        model.everyMember().set(true);
        model.open().set(true);
        while (runner.isHolding()) {
            runner.release();
        }

        model.rehearse();

        assertThat(step.outline().caption().get()).isEqualTo("Rehearsing");
        assertThat(step.outline().primary().reason().get()).isEqualTo("Available when the rehearsal has ended");
        assertThat(step.outline().commands()).first()
                .satisfies(command -> assertThat(command.text()).contains("--members all"));
        assertThat(model.stages()).extracting(StageLine::state).containsOnly(State.TO_DO);

        model.stop();
        runner.release();

        assertThat(model.running().get()).isFalse();
        assertThat(model.failed().get()).hasValueSatisfying(failed -> {
            assertThat(failed.cancelled()).isTrue();
            assertThat(failed.advice()).contains("Its processes have ended");
        });
        assertThat(step.outline().caption().get()).isEmpty();
        assertThat(directory.resolve("m1.etcd")).doesNotExist();
    }

    @Test
    void noStageIsShownOfAPlanThatWasChangedMeanwhile() {
        HeldTaskRunner runner = new HeldTaskRunner();
        RehearsalModel model = step(runner).rehearsal();
        model.etcd().typed().set(Judges.etcd(EtcdVersion.V3_6).toString());
        model.open().set(true);
        while (runner.isHolding()) {
            runner.release();
        }
        model.rehearse();
        recovery.edit(builder -> builder.revisionBump(7));
        runner.release();

        assertThat(model.result().get()).isEmpty();
        assertThat(model.stages()).isEmpty();
    }

    @Test
    void noKubernetesIsExpectedWhereThereIsNone() throws IOException {
        assertThat(stagesWhileItRuns()).containsExactly(RehearsalStage.values());

        recovery = ThreeMembers.planned(directory,
                Snapshots.of(EtcdVersion.V3_6, SnapshotContent.HISTORY).file());

        assertThat(stagesWhileItRuns()).hasSize(RehearsalStage.values().length - 1)
                .doesNotContain(RehearsalStage.KUBERNETES);
    }

    private List<RehearsalStage> stagesWhileItRuns() {
        HeldTaskRunner runner = new HeldTaskRunner();
        RehearsalModel model = step(runner).rehearsal();
        model.rehearse();
        assertThat(model.running().get()).isTrue();
        return model.stages().stream().map(StageLine::stage).toList();
    }

    @Test
    void theCommandFollowsEveryChange() {
        RestoreViewModel step = step(new DirectTaskRunner());
        RehearsalModel model = step.rehearsal();
        model.open().set(true);
        // The garbage collector must not end it, either.
        for (int i = 0; i < 3; i++) {
            model.everyMember().set(true);
            assertThat(step.outline().commands().getFirst().text()).contains("--members all");
            model.everyMember().set(false);
            assertThat(step.outline().commands().getFirst().text()).doesNotContain("--members");
            model.etcd().typed().set("/opt/etcd-" + i);
            assertThat(step.outline().commands().getFirst().text()).contains("--etcd /opt/etcd-" + i);
            System.gc();
        }
    }

    @Test
    void aResultCoversTheSameRehearsalWithLess() {
        Inputs asked = new Inputs(Optional.of(Path.of("/opt/etcd")), 1, Optional.of("root"));

        assertThat(asked.covers(asked)).isTrue();
        assertThat(asked.covers(with(asked, Optional.empty()))).as("the password was cleared").isTrue();
        assertThat(asked.covers(with(asked, Optional.of("alice")))).isFalse();
        assertThat(with(asked, Optional.empty()).covers(asked)).as("without a login less is checked").isFalse();
        assertThat(asked.covers(new Inputs(asked.etcd(), 3, asked.user()))).isFalse();
        assertThat(asked.covers(new Inputs(Optional.empty(), 1, asked.user()))).isFalse();
    }

    private static Inputs with(Inputs inputs, Optional<String> user) {
        return new Inputs(inputs.etcd(), inputs.members(), user);
    }

    @Test
    void aStoppedRehearsalTakesNothingFromAnEarlierOne() {
        HeldTaskRunner runner = new HeldTaskRunner();
        RehearsalModel model = step(runner).rehearsal();
        RehearsalResult proven = new RehearsalResult(TestTools.NOW, new EtcdProgram(Path.of("/opt/etcd"), "3.6.16"), 3,
                3,
                false, List.of(new StageResult(RehearsalStage.WRITE, StageResult.Outcome.PASSED, "3 data directories",
                        List.of(), Duration.ofSeconds(1))),
                Optional.empty(), Optional.empty(), Optional.empty());
        recovery.execution().rehearsed(recovery.acceptedPlan().orElseThrow(), proven);

        model.rehearse();
        assertThat(model.result().get()).isEmpty();
        model.stop();
        while (runner.isHolding()) {
            runner.release();
        }

        assertThat(model.result().get()).contains(proven);
        assertThat(model.isStale()).as("it was not asked with these fields").isTrue();
        assertThat(model.stages()).extracting(StageLine::stage).containsExactly(RehearsalStage.WRITE);
    }
}
