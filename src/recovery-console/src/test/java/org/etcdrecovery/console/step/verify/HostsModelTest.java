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
    private DeliverySteps steps;
    private HostsModel model;

    @BeforeEach
    void activated() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
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

    @Test
    void anUndoIsStillPossible() {
        model.undoing().ask();
        assertThat(steps.question().get().orElseThrow().members()).containsExactly("m1", "m2", "m3");
    }
}
