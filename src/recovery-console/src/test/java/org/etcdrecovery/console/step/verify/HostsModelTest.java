package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.FakeDoor;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While a field of the connection is not valid: no click is lost without a word, and the way back is open. */
class HostsModelTest {
    @TempDir
    Path directory;

    private final FakeDialogs dialogs = new FakeDialogs().goingAhead();
    private final FakeDoor door = new FakeDoor();
    private Recovery recovery;
    private DeliverySteps steps;
    private HostsModel model;

    @BeforeEach
    void activated() throws IOException {
        recovery = ThreeMembers.planned(directory);
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW, TestTools.NOW));
        StepTools tools = TestTools.with(new DirectTaskRunner(), dialogs);
        steps = new DeliverySteps(new DeliveryModel(recovery, tools, door));
        steps.model().way().set(Way.OVER_SSH);
        steps.model().rows().forEach(row -> row.fields().directory().set("/srv/" + row.name()));
        door.state("m1", HostState.STARTED).state("m2", HostState.STARTED).state("m3", HostState.STARTED);
        Activity activity = new Activity();
        steps.model().check(activity);
        model = new HostsModel(recovery, tools, steps, activity, Optional::empty, Optional::empty);
    }

    @Test
    void saysWhyNothingIsOpenedOrSaved() {
        model.open();
        model.saveFresh();
        assertThat(dialogs.asked()).endsWith("The members cannot be reached", "The members cannot be reached");
        assertThat(door.asked()).noneMatch(asked -> asked.startsWith("open") || asked.startsWith("save"));
    }

    /** There is no cluster to check, and what is moved aside is not old. */
    @Test
    void afterAnUndoTheWayLeadsBackToStart() {
        StepTools tools = TestTools.with(new DirectTaskRunner(), dialogs);
        VerifyViewModel verify = new VerifyViewModel(recovery, tools, TestTools.strangers(recovery), steps);
        assertThat(verify.outline().primary().text().get()).isEqualTo("Check the cluster");
        door.state("m1", HostState.UNDONE).state("m2", HostState.UNDONE).state("m3", HostState.UNDONE);
        steps.model().check(new Activity());

        assertThat(verify.outline().primary().text().get()).isEqualTo("Back to Start");
        assertThat(verify.outline().primary().isEnabled()).isTrue();
        assertThat(verify.outline().caption().get()).isEqualTo("Undone; nothing to check");
        assertThat(steps.aside()).hasSize(3).allMatch(line -> line.endsWith("from the member that was taken away"));
        model.clean();
        assertThat(dialogs.asked()).endsWith("Remove what the undo took away?");
        assertThat(steps.aside()).isEmpty();
        assertThat(verify.outline().primary().text().get()).as("nor once that is removed").isEqualTo("Back to Start");

        door.state("m1", HostState.STARTED);
        steps.model().check(new Activity());
        assertThat(verify.outline().primary().text().get()).isEqualTo("Check the cluster");
    }

    @Test
    void anUndoIsStillPossible() {
        model.undoing().ask();
        assertThat(steps.question().get().orElseThrow().members()).containsExactly("m1", "m2", "m3");
    }
}
