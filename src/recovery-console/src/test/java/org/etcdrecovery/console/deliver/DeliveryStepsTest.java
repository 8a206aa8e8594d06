package org.etcdrecovery.console.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;
import org.etcdrecovery.console.deliver.HostCondition.Mood;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.console.recovery.Timeline;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.start.deliver.DeliverViewModel;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.Written;
import org.junit.jupiter.api.Test;

class DeliveryStepsTest extends DeliveryTesting {
    /** The run is saved when the step ends, and the console may be killed right after. */
    @Test
    void whatHappenedIsKnownWhenTheStepEnds() {
        List<List<Timeline.What>> atEnds = new ArrayList<>();
        model.running().subscribe((_, now) -> {
            if (now.isEmpty()) {
                atEnds.add(recovery.timeline().events().stream().map(Timeline.Event::what).toList());
            }
        });

        model.check(activity);
        steps.stage(activity);
        steps.activate(activity);

        assertThat(atEnds).endsWith(List.of(Timeline.What.STAGED),
                List.of(Timeline.What.STAGED, Timeline.What.ACTIVATED));
    }

    @Test
    void whatAnotherPlanHasStagedIsRemovedOnceThatIsConfirmed() {
        FakeDialogs dialogs = new FakeDialogs().goingAhead();
        model = new DeliveryModel(recovery, TestTools.with(new DirectTaskRunner(), dialogs), door);
        model.way().set(Way.OVER_SSH);
        steps = new DeliverySteps(model);
        door.plan("m1", "a".repeat(64), HostState.STAGED).plan("m2", "b".repeat(64), HostState.ACTIVATED);
        model.check(activity);
        assertThat(steps.stagedByOthers()).containsOnlyKeys("m1");
        assertThat(status().primary().action()).isEqualTo(Action.CHECK);

        assertThat(OtherPlanQuestion.asks(steps)).isTrue();
        assertThat(dialogs.asked()).containsExactly("Remove what is staged?");
        steps.discard(activity);
        assertThat(door.asked()).contains("discard m1");
        assertThat(word(1)).isEqualTo("ready");
        assertThat(word(2)).as("what is in place is not removed").isEqualTo("needs you");
        assertThat(door.states("m2")).containsExactly(HostState.ACTIVATED);
    }

    @Test
    void anotherPlanThatTookItsPlaceMeanwhileIsNotRemoved() {
        door.plan("m1", "a".repeat(64), HostState.STAGED);
        model.check(activity);
        door.plan("m1", "b".repeat(64), HostState.STAGED);
        steps.discard(activity);
        assertThat(row(1).condition().get().line()).isEqualTo("another plan is there meanwhile");
        assertThat(door.states("m1")).containsExactly(HostState.STAGED);
    }

    /** The advice of the command line is of no use in the window. */
    @Test
    void aKeyThatIsUnknownOnlyWhileStagingIsShownToBeCompared() {
        model.check(activity);
        door.unknownKey("m3", "SHA256:abc").failing("m2", "the disk is full");
        steps.stage(activity);

        assertThat(row(3).unknownKey()).contains("SHA256:abc");
        assertThat(row(3).condition().get().line()).isEqualTo("ssh does not know its key yet: see below");
        assertThat(row(2).condition().get().line()).as("what else failed is still said").isEqualTo("the disk is full");
        assertThat(word(1)).isEqualTo("staged");
        assertThat(model.lastCheck().get()).isPresent();

        model.accept(row(3), activity);
        assertThat(row(3).unknownKey()).isEmpty();
        steps.stage(activity);
        assertThat(status().caption()).isEqualTo("3 of 3 staged");
    }

    @Test
    void goesFromTheCheckToMembersThatKeepClientsOut() {
        assertThat(model.chosen().targets()).extracting(target -> target.destination().toString())
                .startsWith("ssh://192.0.2.1/var/lib/etcd");
        assertThat(status().primary().name()).isEqualTo("Check hosts");
        model.check(activity);
        assertThat(word(1)).isEqualTo("ready");
        assertThat(row(1).condition().get().line()).matches("88.GB free, 3.2.GB needed");
        assertThat(status().primary().action()).isEqualTo(Action.STAGE);

        steps.stage(activity);
        assertThat(word(2)).isEqualTo("staged");
        assertThat(row(2).condition().get().line()).endsWith("SHA-256 agrees");
        assertThat(status().caption()).isEqualTo("3 of 3 staged");

        assertThat(status().primary().action()).isEqualTo(Action.ACTIVATE);
        steps.activate(activity);
        assertThat(word(3)).isEqualTo("active");
        assertThat(status()).extracting(DeliveryStatus::state, DeliveryStatus::caption)
                .containsExactly(StepState.DONE, "3 started, clients kept out");
        assertThat(recovery.execution().delivered().get()).isEqualTo(new Delivered(List.of("m1", "m2", "m3"),
                List.of("m1", "m2", "m3"), List.of(), Map.of("m1", "ssh://192.0.2.1/var/lib/etcd", "m2",
                        "ssh://192.0.2.2/var/lib/etcd", "m3", "ssh://192.0.2.3/var/lib/etcd")));

        steps.open(activity, TestTools.nowhere());
        assertThat(word(1)).isEqualTo("open");
        assertThat(recovery.execution().delivered().get().quarantined()).isEmpty();
        assertThat(door.asked()).contains("check m1 m2 m3", "stage m1 m2 m3", "activate kept m1 m2 m3",
                "open m1 m2 m3");
    }

    @Test
    void aMemberIsLeftOutOnlyWithAWordOnItsOldEtcd() {
        row(3).fields().chosen().set(false);
        model.check(activity);
        steps.stage(activity);
        assertThat(status().primary().reason()).isEqualTo("Say below that the old etcd of m3 will not come back");
        row(3).fields().gone().set(true);
        steps.activate(activity);
        assertThat(status().state()).isEqualTo(StepState.ATTENTION);
        assertThat(recovery.execution().delivered().get().without()).containsExactly("m3");
        assertThat(door.asked()).contains("activate kept m1 m2");
        row(2).fields().chosen().set(false);
        assertThat(model.facts().majority()).isFalse();
    }

    @Test
    void aStopSaysWhatTheHostsSay() {
        model.check(activity);
        steps.stage(activity);
        door.stopping();
        steps.activate(activity);
        assertThat(model.broken().get().orElseThrow().why().cancelled()).isTrue();
        assertThat(word(1)).isEqualTo("needs you");
        assertThat(row(1).condition().get().line()).contains("not started");
        assertThat(steps.isUndoable()).isTrue();
        steps.activate(activity);
        assertThat(word(1)).isEqualTo("active");
        assertThat(model.broken().get()).isEmpty();
    }

    @Test
    void aFailureOnOneHostIsThatHosts() {
        model.check(activity);
        door.failing("m2", "the disk is full");
        steps.stage(activity);
        assertThat(row(2).condition().get()).isEqualTo(
                new HostCondition(Mood.NEEDS_YOU, "needs you", "the disk is full", "host.failed"));
        assertThat(word(1)).isEqualTo("staged");
        assertThat(status().state()).isEqualTo(StepState.FAILED);
        steps.stage(activity);
        assertThat(door.asked()).as("only what is missing").contains("stage m2");
        assertThat(status().primary().action()).isEqualTo(Action.ACTIVATE);
    }

    @Test
    void anUndoTakesAwayWhatIsInPlaceAndACleanTheRest() {
        model.check(activity);
        steps.stage(activity);
        assertThat(steps.isUndoable()).isFalse();
        steps.activate(activity);
        assertThat(steps.aside()).hasSize(3).allMatch(line -> line.contains("old-1"));
        steps.askUndo(activity, TestTools.nowhere());
        assertThat(steps.question().get().orElseThrow()).isEqualTo(
                new UndoQuestion(List.of("m1", "m2", "m3"), Optional.empty(), Optional.empty()));
        steps.keep();
        assertThat(steps.question().get()).isEmpty();
        steps.save(activity, TestTools.nowhere(), Path.of("fresh.db"));
        assertThat(steps.fresh().get()).isPresent();
        steps.undo(activity, TestTools.nowhere(), Optional.empty(), false);
        assertThat(word(1)).isEqualTo("undone");
        assertThat(steps.fresh().get()).as("a snapshot of what is in place").isEmpty();
        assertThat(recovery.execution().delivered().get()).isEqualTo(Delivered.NOTHING);
        assertThat(steps.isUndone()).isTrue();
        assertThat(steps.unsavedWrites()).as("nobody could tell").containsExactly("m1", "m2", "m3");
        steps.clean(activity, false, true);
        assertThat(door.asked()).contains("clean discard m1 m2 m3");
        assertThat(door.states("m1", "m2", "m3")).containsOnly(HostState.NOTHING);
    }

    /** What the journals record decides whether a later clean asks. */
    @Test
    void whatClientsWroteAfterTheQuestionIsNotTakenAway() {
        activated();
        door.writing(written(0, true), written(3, true), written(3, true), written(3, true));
        steps.askUndo(activity, TestTools.nowhere());
        steps.undo(activity, TestTools.nowhere(), Optional.empty(), false);

        assertThat(model.broken().get().orElseThrow().why().what())
                .startsWith("Clients have written more than");
        assertThat(door.states("m1")).containsExactly(HostState.STARTED);

        steps.askUndo(activity, TestTools.nowhere());
        steps.undo(activity, TestTools.nowhere(), Optional.empty(), false);
        assertThat(door.states("m1")).containsExactly(HostState.UNDONE);
        assertThat(steps.unsavedWrites()).containsExactly("m1", "m2", "m3");
    }

    @Test
    void aSavedSnapshotSaysWhatBecameOfWhatWasWritten() {
        activated();
        door.writing(written(3, true));
        steps.askUndo(activity, TestTools.nowhere());
        steps.undo(activity, TestTools.nowhere(), Optional.of(Path.of("before.db")), false);
        assertThat(steps.unsavedWrites()).as("clients wrote while it was saved").containsExactly("m1", "m2", "m3");
    }

    @Test
    void anUndoThatFailsOnOneHostIsNotOne() {
        activated();
        recovery.execution()
                .proved(recovery.acceptedPlan().orElseThrow(),
                        new Proof(TestTools.NOW, "", "", true, List.of()));
        door.failing("m2", "the old directory is gone");
        steps.undo(activity, TestTools.nowhere(), Optional.empty(), false);

        assertThat(recovery.timeline().events()).extracting(Timeline.Event::what).doesNotContain(Timeline.What.UNDONE);
        assertThat(recovery.execution().proof().get()).as("what was proven is gone in part").isEmpty();
        steps.undo(activity, TestTools.nowhere(), Optional.empty(), false);
        assertThat(recovery.timeline().events()).extracting(Timeline.Event::what).contains(Timeline.What.UNDONE);
    }

    private void activated() {
        model.check(activity);
        steps.stage(activity);
        steps.activate(activity);
    }

    private static Written written(long revisions, boolean certain) {
        return new Written(revisions, Endpoint.readable(List.of("http://192.0.2.1:2379")).getFirst(), certain);
    }

    /** One click would end what still serves. */
    @Test
    void anActivationAsksWhileTheOldClusterAnswers() {
        FakeDialogs dialogs = new FakeDialogs();
        int[] answering = {3};
        DeliverViewModel start = new DeliverViewModel(recovery, TestTools.with(new DirectTaskRunner(), dialogs), steps,
                new StepOutline(StepId.START), () -> answering[0]);
        start.act(Action.CHECK);
        start.act(Action.STAGE);
        start.act(Action.ACTIVATE);
        assertThat(dialogs.asked()).containsExactly("Stop what still serves?");
        assertThat(door.states("m1")).containsExactly(HostState.STAGED);

        answering[0] = 0;
        start.act(Action.ACTIVATE);
        assertThat(dialogs.asked()).hasSize(1);
        assertThat(door.states("m1")).containsExactly(HostState.STARTED);
    }

    /** Where none of them starts, nothing was undone: their old directories are the way back. */
    @Test
    void aMemberThatDoesNotStartIsInPlaceAndWhatItReplacedStays() {
        model.check(activity);
        steps.stage(activity);
        steps.activate(activity);
        List.of("m1", "m2", "m3").forEach(name -> door.failing(name, "does not listen"));
        steps.open(activity, TestTools.nowhere());
        assertThat(word(1)).isEqualTo("needs you");
        assertThat(recovery.execution().delivered().get().members()).containsExactly("m1", "m2", "m3");
        assertThat(steps.isUndone()).isFalse();
        assertThat(steps.isOpen()).isFalse();

        model.check(activity);
        assertThat(steps.isOpen()).isTrue();
        assertThat(steps.unsavedWrites()).isEmpty();
        steps.clean(activity, true, false);
        assertThat(door.asked()).contains("clean replaced m1 m2 m3");
    }

    /** The others wait for it. */
    @Test
    void aMemberWithoutAServiceIsForTheOperatorToStart() {
        row(3).fields().service().set(ServiceKind.NONE);
        model.check(activity);
        steps.stage(activity);
        steps.activate(activity);
        door.state("m3", HostState.ACTIVATED);
        model.check(activity);

        assertThat(row(3).condition().get()).isEqualTo(new HostCondition(Mood.NEEDS_YOU, "needs you",
                "start etcd there yourself, then check again"));
        assertThat(status()).extracting(DeliveryStatus::state, DeliveryStatus::caption)
                .containsExactly(StepState.ATTENTION, "2 started, 1 for you to start");
        assertThat(status().primary().action()).isEqualTo(Action.CONTINUE);

        door.running("m3");
        model.check(activity);
        assertThat(row(3).condition().get().line()).isEqualTo("etcd runs there");
        assertThat(status().caption()).isEqualTo("3 started, clients kept out");
    }
}
