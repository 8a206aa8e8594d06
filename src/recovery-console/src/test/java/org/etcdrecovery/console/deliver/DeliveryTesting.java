package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;

/** Three members of a restore that are delivered by a door of the test. */
abstract class DeliveryTesting {
    final FakeDoor door = new FakeDoor();
    final Activity activity = new Activity();
    Recovery recovery;
    DeliveryModel model;
    DeliverySteps steps;

    @BeforeEach
    void restored() throws IOException {
        recovery = TestTools.inspectedSample();
        model = new DeliveryModel(recovery, TestTools.direct(), door);
        steps = new DeliverySteps(model);
        model.follow(activity);
        recovery.edit(builder -> builder.token("fresh").members(List.of(member(1), member(2), member(3))));
        restore();
        model.way().set(Way.OVER_SSH);
    }

    final void restore() {
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW, TestTools.NOW));
    }

    private static MemberRequest member(int number) {
        return new MemberRequest("m" + number, List.of("https://192.0.2." + number + ":2380"),
                List.of("https://192.0.2." + number + ":2379"), Optional.of(Path.of("/srv/m" + number + ".etcd")),
                Optional.empty(), false);
    }

    final HostRow row(int number) {
        return model.rows().get(number - 1);
    }

    final String word(int number) {
        return row(number).condition().get().word();
    }

    final DeliveryStatus status() {
        return DeliveryStatus.of(model.facts());
    }
}
