package org.etcdrecovery.console.step.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Timeline;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.cluster.ClusterViewModel;
import org.etcdrecovery.console.step.restore.MemberProgress.MarkState;
import org.etcdrecovery.console.step.restore.MemberProgress.Marked;
import org.etcdrecovery.console.step.restore.RestoreFacts.Targets;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.restore.Leftover;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreViewModelTest {
    @TempDir
    Path directory;

    @TempDir
    Path settings;

    private RestoreViewModel model(Recovery recovery, TaskRunner runner) {
        RestoreViewModel model = TestTools.restore(recovery,
                TestTools.with(runner, new FakeDialogs().choosing(settings.resolve("plan.json"))));
        model.entered();
        return model;
    }

    @Test
    void writesAllMembersAndThenLeadsOn() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel model = model(recovery, new DirectTaskRunner());
        StepOutline outline = model.outline();
        assertThat(outline.primary().text().get()).isEqualTo("Write 3 data directories");

        outline.primary().fire();

        assertThat(entries()).containsExactly("m1.etcd", "m2.etcd", "m3.etcd");
        assertThat(outline.primary().text().get()).isEqualTo("Continue to Start");
        assertThat(outline.state().get()).isEqualTo(StepState.DONE);
        assertThat(outline.caption().get()).isEqualTo("3 directories in place");
        assertThat(recovery.execution().restored().get()).hasValueSatisfying(
                restored -> assertThat(restored.result().hashKv()).isEqualTo(restored.plan().hashKv()));
        assertThat(model.members()).allSatisfy(member -> assertThat(member.marks().get()).hasSize(4)
                .extracting(Marked::state)
                .containsOnly(MarkState.DONE));
    }

    @Test
    void asksBeforeItWritesWhatFailedItsRehearsal() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        FakeDialogs dialogs = new FakeDialogs();
        RestoreViewModel model = TestTools.restore(recovery, TestTools.with(new DirectTaskRunner(), dialogs));
        model.entered();
        recovery.execution().rehearsed(recovery.acceptedPlan().orElseThrow(), failed());

        model.outline().primary().fire();

        assertThat(dialogs.asked()).containsExactly("Write although the rehearsal failed?");
        assertThat(entries()).isEmpty();
        dialogs.goingAhead();
        model.outline().primary().fire();
        assertThat(entries()).hasSize(3);
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Written although the rehearsal failed");
        assertThat(Plain.report(TestTools.NOW, recovery).allConsents())
                .anyMatch(consent -> consent.contains("wrote the data directories anyway"));
    }

    @Test
    void saysWhatStandsInTheWayAndTakesAnotherLook() throws IOException {
        Path stranger = directory.resolve("m2.etcd/member");
        Files.createDirectories(stranger);
        RestoreViewModel model = model(ThreeMembers.planned(directory), new DirectTaskRunner());
        assertThat(model.outline().primary().isEnabled()).isFalse();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Clear the target directories first");
        assertThat(model.targets().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.member()).isEqualTo("m2");
            assertThat(problem.sentence()).contains("it holds member", "Nothing is ever overwritten");
        });

        Files.delete(stranger);
        model.targets().look();

        assertThat(model.outline().primary().isEnabled()).isTrue();
    }

    /** Else the operator would look for an obstacle that is gone, here or in Cluster. */
    @Test
    void forgetsWhatWasInTheWayOnceTheOperatorLooksAgain() throws IOException {
        Path stranger = directory.resolve("control-plane-1.etcd/member");
        Recovery recovery = TestTools.inspectedSample();
        ClusterViewModel cluster = new ClusterViewModel(recovery, TestTools.direct());
        cluster.writeInto().set(directory.toString());
        RestoreViewModel model = model(recovery, new DirectTaskRunner());
        Files.createDirectories(stranger);
        model.write();
        assertThat(model.failed().get()).isPresent();
        assertThat(model.isRefusedByTargets()).as("said by what was found").isTrue();
        assertThat(recovery.timeline().events()).singleElement().satisfies(event -> {
            assertThat(event.what()).isEqualTo(Timeline.What.RESTORE_FAILED);
            assertThat(event.note()).contains("it holds member");
        });
        model.checkTargets();
        assertThat(cluster.outline().primary().isEnabled()).as("Cluster").isFalse();

        Files.delete(stranger);
        model.checkTargets();

        assertThat(model.failed().get()).isEmpty();
        assertThat(cluster.outline().primary().isEnabled()).as("Cluster").isTrue();
        assertThat(model.outline().primary().isEnabled()).isTrue();

        Files.createDirectories(stranger);
        cluster.entered();
        assertThat(model.targets().state()).as("what Cluster saw").isEqualTo(Targets.IN_THE_WAY);
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void removesWhatAKilledRestoreHasLeft() throws IOException {
        Path leftover = Files.createDirectories(directory.resolve("m1.etcd.restoring-0a1b2c3d"));
        Files.writeString(leftover.resolve("db"), "half");
        RestoreViewModel model = model(ThreeMembers.planned(directory), new DirectTaskRunner());
        assertThat(model.targets().leftovers()).extracting(Leftover::path).containsExactly(leftover);

        model.targets().removeLeftovers();

        assertThat(model.targets().leftovers()).isEmpty();
        assertThat(entries()).isEmpty();
    }

    @Test
    void leavesNothingWhenItIsStopped() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        HeldTaskRunner runner = new HeldTaskRunner();
        RestoreViewModel model = model(recovery, runner);
        runner.release();
        model.outline().primary().fire();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Available when all 3 are in place");
        assertThat(model.outline().caption().get()).isEqualTo("Writing, 0 of 3 staged");

        model.activity().cancel();
        runner.release();
        runner.release();

        assertThat(entries()).isEmpty();
        assertThat(recovery.execution().restored().get()).isEmpty();
        assertThat(model.outline().caption().get()).isEqualTo("Stopped");
        assertThat(recovery.timeline().events()).extracting(Timeline.Event::what)
                .containsExactly(Timeline.What.RESTORE_STOPPED);
        assertThat(model.failed().get()).hasValueSatisfying(failed -> {
            assertThat(failed.cancelled()).isTrue();
            assertThat(failed.advice()).contains("removed what it had staged");
        });
        assertThat(model.outline().primary().text().get()).isEqualTo("Write 3 data directories");
    }

    /** The core itself stops it, after every member was written and before any is moved. */
    @Test
    void leavesNothingWhenItIsStoppedInTheMiddle() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel model = model(recovery, new StoppingTaskRunner());

        model.outline().primary().fire();

        assertThat(entries()).isEmpty();
        assertThat(model.outline().caption().get()).isEqualTo("Stopped");
        assertThat(recovery.timeline().events()).extracting(Timeline.Event::what)
                .containsExactly(Timeline.What.RESTORE_STOPPED);
    }

    @Test
    void countsNoLongerWhenThePlanChanges() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel model = model(recovery, new DirectTaskRunner());
        model.outline().primary().fire();

        recovery.edit(builder -> builder.token("another"));
        model.entered();

        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
        assertThat(model.members()).isEmpty();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Clear the target directories first");
    }

    @Test
    void namesTheSavedPlanInTheCommand() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel model = model(recovery, new DirectTaskRunner());
        assertThat(model.outline().commands().getFirst().text()).contains("--member m1=");

        model.planSaver().save(model.plan().orElseThrow());

        assertThat(model.outline().commands()).singleElement()
                .satisfies(command -> assertThat(command.text()).contains(settings.resolve("plan.json").toString())
                        .doesNotContain("--member"));
        recovery.edit(builder -> builder.token("another"));
        assertThat(recovery.execution().planFile().get()).isEmpty();
    }

    /** Nothing of the targets of this machine counts then: not what is in the way, nor a directory that is not there. */
    @Test
    void leavesThePlanToTheDeliveryAndWritesNothing() throws IOException {
        Files.createDirectories(directory.resolve("m2.etcd/member"));
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel model = model(recovery, new DirectTaskRunner());
        assertThat(model.outline().primary().isEnabled()).isFalse();

        model.hosts().place().set(WritePlace.HOSTS);

        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Start");
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO);
        assertThat(model.hosts().room().found().get()).hasValueSatisfying(room -> assertThat(room.suffices()).isTrue());
        assertThat(model.outline().commands()).satisfiesExactly(
                save -> assertThat(save.text()).startsWith("etcd-recovery plan ").endsWith(" > recovery.plan.json"),
                stage -> assertThat(stage.text()).startsWith("etcd-recovery deliver stage")
                        .contains("--plan recovery.plan.json", "--to m1=ssh://127.0.0.1/var/lib/etcd"));
        model.outline().primary().fire();

        assertThat(entries()).containsExactly("m2.etcd");
        assertThat(recovery.execution().restored().get()).isEmpty();
        assertThat(recovery.execution().outgoing().get()).isEqualTo(recovery.acceptedPlan());
        assertThat(model.outline().state().get()).as("the hosts hold nothing yet").isEqualTo(StepState.LEFT);
        assertThat(model.outline().isPassed()).isTrue();
        assertThat(model.outline().caption().get()).isEqualTo("Start writes on their hosts");
        assertThat(Plain.report(TestTools.NOW, recovery).delivered())
                .contains(new RecoveryReport.Delivery(true, List.of()));

        Delivered some = new Delivered(List.of("m1", "m2"), List.of(), List.of(), Map.of());
        recovery.execution().delivered(some);
        assertThat(model.outline().state().get()).isEqualTo(StepState.LEFT);
        assertThat(model.outline().caption().get()).isEqualTo("2 of 3 in place on their hosts");
        assertThat(model.hosts().isFixed()).isTrue();
        recovery.execution().delivered(new Delivered(List.of("m1", "m2", "m3"), List.of(), List.of(), Map.of()));
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        recovery.execution().delivered(Delivered.NOTHING);
        assertThat(model.outline().state().get()).as("after an undo").isEqualTo(StepState.LEFT);

        model.hosts().place().set(WritePlace.HERE);
        assertThat(recovery.execution().outgoing().get()).isEmpty();
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
        assertThat(model.outline().primary().reason().get()).isEqualTo("Clear the target directories first");
    }

    @Test
    void asksBeforeItLeavesWhatFailedItsRehearsalToTheDelivery() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        FakeDialogs dialogs = new FakeDialogs();
        RestoreViewModel model = TestTools.restore(recovery, TestTools.with(new DirectTaskRunner(), dialogs));
        model.hosts().place().set(WritePlace.HOSTS);
        model.outline().primary().fire();
        assertThat(model.outline().state().get()).isEqualTo(StepState.LEFT);
        recovery.execution().rehearsed(recovery.acceptedPlan().orElseThrow(), failed());
        assertThat(model.outline().state().get()).as("known only now").isEqualTo(StepState.FAILED);

        model.outline().primary().fire();

        assertThat(dialogs.asked()).containsExactly("Go on although the rehearsal failed?");
        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        dialogs.goingAhead();
        model.outline().primary().fire();
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Left to Start although the rehearsal failed");
        assertThat(Plain.report(TestTools.NOW, recovery).allConsents())
                .anyMatch(consent -> consent.contains("went on to deliver it anyway"));
    }

    private static RehearsalResult failed() {
        return new RehearsalResult(TestTools.NOW, new EtcdProgram(Path.of("/opt/etcd"), "3.6.16"), 1, 3, false,
                List.of(new StageResult(RehearsalStage.START, StageResult.Outcome.FAILED, "it ended", List.of(),
                        Duration.ofSeconds(1))),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
