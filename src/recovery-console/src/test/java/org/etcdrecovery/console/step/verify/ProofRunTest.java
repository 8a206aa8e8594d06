package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.console.connection.HostsBetween.HostKey;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.FakeDoor;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No member answers in these tests: to wait for one would take the minute that an operator has to wait. */
class ProofRunTest {
    @TempDir
    Path directory;

    private final FakeDoor door = new FakeDoor();
    private final Activity activity = new Activity();
    private RestorePlan plan;
    private DeliverySteps steps;
    private ProofRun run;

    @BeforeEach
    void restored() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution()
                .restored(
                        Plain.restored(plan, new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW,
                                TestTools.NOW));
        steps = new DeliverySteps(new DeliveryModel(recovery, TestTools.direct(), door));
        HostsModel hosts = new HostsModel(recovery, TestTools.direct(), steps, activity, Optional::empty,
                Optional::empty);
        run = new ProofRun(recovery, TestTools.direct(), hosts, activity, () -> {});
    }

    /** Some hosts are reached, so that opening the ways is no failure. */
    @Test
    void asksForTheKeyOfAHostInBetweenBeforeItWaits() {
        run.begin(plan, TestTools.nowhere().withRoutes(new Routes() {
            @Override
            public OptionalInt port(Endpoint endpoint) {
                return OptionalInt.empty();
            }

            @Override
            public Map<String, String> unknownKeys() {
                return Map.of("bastion", "SHA256:abc");
            }
        }), false);

        assertThat(run.unknownKey().get()).contains(new HostKey("bastion", "SHA256:abc"));
        assertThat(run.waiting().get()).as("no member was asked").isEmpty();
    }

    @Test
    void asksForTheKeyOfAMembersOwnHostBeforeItWaits() {
        steps.model().way().set(Way.OVER_SSH);
        for (int i = 0; i < steps.model().rows().size(); i++) {
            steps.model().rows().get(i).fields().address().set("etcd-" + i);
        }
        door.unknownKey("m2", "SHA256:abc");

        run.begin(plan, TestTools.nowhere(), false);

        assertThat(run.waiting().get()).as("no member was asked").isEmpty();
        assertThat(run.failed().get().orElseThrow().what()).startsWith("ssh does not know the key of the host of m2.");
        assertThat(steps.model().rows().get(1).unknownKey()).contains("SHA256:abc");
    }
}
