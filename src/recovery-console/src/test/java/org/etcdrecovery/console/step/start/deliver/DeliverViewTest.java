package org.etcdrecovery.console.step.start.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.FakeDoor;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.Written;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliverViewTest extends ScreenTest {
    private static final Endpoint ENDPOINT = Endpoint.readable(List.of("http://192.0.2.1:2379")).getFirst();

    @TempDir
    Path directory;

    private final FakeDialogs dialogs = new FakeDialogs().goingAhead();
    private final FakeDoor door = new FakeDoor();
    private DeliverViewModel model;

    @BeforeEach
    void open() throws IOException {
        open(new DirectTaskRunner());
    }

    private void open(TaskRunner runner) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        StepTools tools = TestTools.with(runner, dialogs);
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW, TestTools.NOW));
        DeliverySteps steps = new DeliverySteps(new DeliveryModel(recovery, tools, door));
        steps.model().way().set(Way.OVER_SSH);
        for (int i = 0; i < steps.model().rows().size(); i++) {
            steps.model().rows().get(i).fields().address().set("etcd-" + i);
        }
        model = new DeliverViewModel(recovery, tools, steps, new StepOutline(StepId.START), () -> 0);
        show(() -> new DeliverView(model));
    }

    @Test
    void offersToRemoveWhatAnotherPlanHasStaged() {
        door.plan("m1", "a".repeat(64), HostState.STAGED);
        doOnFx(() -> model.act(Action.CHECK));
        assertThat(onFx(() -> lookup("#otherPlan").query().isVisible())).isTrue();

        clickOn("#removeStaged");

        assertThat(dialogs.asked()).containsExactly("Remove what is staged?");
        assertThat(door.asked()).contains("discard m1");
        assertThat(onFx(() -> lookup("#otherPlan").query().isVisible())).isFalse();
    }

    @Test
    void offersToCheckAgainAndToUndoOnlyWhileNothingRuns() throws IOException {
        HeldTaskRunner held = new HeldTaskRunner();
        open(held);
        assertThat(shows("#checkHostsAgain")).as("nothing was checked").isFalse();
        for (Action action : List.of(Action.CHECK, Action.STAGE, Action.ACTIVATE)) {
            doOnFx(() -> model.act(action));
            assertThat(shows("#checkHostsAgain")).as("during %s", action).isFalse();
            assertThat(shows("#step-" + action + " #stopDelivery")).as("during %s", action).isTrue();
            doOnFx(held::release);
            assertThat(shows("#step-CHECK #checkHostsAgain")).as("after %s", action).isTrue();
            assertThat(shows("#stopDelivery")).as("after %s", action).isFalse();
        }
        assertThat(shows("#step-UNDO #undoDelivery")).isTrue();

        doOnFx(() -> model.act(Action.CHECK));
        assertThat(shows("#undoDelivery")).isFalse();
        doOnFx(held::release);
        assertThat(shows("#undoDelivery")).isTrue();
    }

    @Test
    void namesInTheRowWhoGoesToTheSamePlace() {
        assertThat(onFx(() -> lookup("#shared-m1").query().isVisible())).isFalse();
        doOnFx(() -> model.delivery().rows().forEach(row -> row.fields().address().set("etcd-a")));
        assertThat(onFx(() -> lookup("#shared-m1").queryAs(Label.class).getText())).isEqualTo("same place as m2, m3");
        assertThat(onFx(() -> lookup("#shared-m3").queryAs(Label.class).getText())).isEqualTo("same place as m1, m2");
    }

    @Test
    void whatWasFoundFadesOnceItIsOvertaken() {
        door.finding("m2", new HostFinding("host.old", Weight.NOTE, "it holds a data directory", ""));
        doOnFx(() -> model.act(Action.CHECK));
        doOnFx(() -> model.act(Action.STAGE));
        assertThat(onFx(this::found).getOpacity()).isEqualTo(1);

        doOnFx(() -> model.act(Action.ACTIVATE));

        assertThat(onFx(this::found).getOpacity()).isLessThan(1);
        assertThat(onFx(() -> lookup("#found .card-title").queryAs(Label.class).getText()))
                .endsWith("before the members were put in place");
    }

    @Test
    void showsWhatTheHostsSaidUntilTheyAreCheckedAgain() {
        assertThat(onFx(() -> lookup("#said").query().isVisible())).isFalse();
        door.failing("m2", "etcd ended", "mvcc: cannot open\u001b[2J", "panic: *bold*")
                .saying("m1", "something listens on port 2379")
                .starting("m3", "etcd --name m3");
        doOnFx(() -> model.act(Action.STAGE));

        assertThat(onFx(() -> lookup("#log-m2").queryAs(CommandBlock.class).text()))
                .isEqualTo("mvcc: cannot open\\x1b[2J\npanic: *bold*");
        assertThat(onFx(() -> lookup("#said .label").queryAllAs(Label.class).stream().map(Label::getText).toList()))
                .contains("something listens on port 2379");
        assertThat(onFx(() -> lookup("#start-m3").queryAs(CommandBlock.class).text())).isEqualTo("etcd --name m3");

        doOnFx(() -> model.act(Action.CHECK));
        assertThat(onFx(() -> lookup("#said").query().isVisible())).isFalse();
    }

    /** Only a majority can tell that nothing was written. */
    @Test
    void aMinorityIsNotTakenAtItsWord() {
        doOnFx(() -> List.of(Action.CHECK, Action.STAGE, Action.ACTIVATE).forEach(model::act));
        assertThat(undoWords(new Written(0, ENDPOINT, true))).contains("Nothing was written");
        assertThat(onFx(() -> lookup("#undoSave").query().isVisible())).isFalse();

        assertThat(undoWords(new Written(0, ENDPOINT, false))).contains("they are no majority, so there may be more");
        assertThat(onFx(() -> lookup("#undoSave").query().isVisible())).isTrue();
        assertThat(undoWords(new Written(4, ENDPOINT, false))).contains("At least 4 revisions were written");
        assertThat(undoWords(new Written(4, ENDPOINT, true))).contains(". 4 revisions were written");
    }

    private String undoWords(Written written) {
        door.writing(written);
        doOnFx(() -> model.undoing().ask());
        return onFx(() -> lookup("#undoQuestion .banner").query().getAccessibleText());
    }

    private boolean shows(String node) {
        return onFx(() -> lookup(node).tryQuery().isPresent());
    }

    private Node found() {
        return lookup("#found .card-body").query();
    }
}
