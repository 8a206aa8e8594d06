package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.junit.jupiter.api.Test;

/** A member that has taken part in the new cluster does not begin once more from the plan; one that has not may. */
class SecondDeliveryTest {
    private static final ServiceForm NONE = new ServiceForm.None();

    @Test
    void whatRanInTheClusterBeginsAgainOnlyWithAllOthers() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("second", 31200, EtcdVersion.V3_6);
        fixture.writeUnits();
        DeliveryTarget third = fixture.targets().getLast();
        try (Delivery all = fixture.open(); Delivery one = fixture.open(List.of(third))) {
            assertThat(stage(all)).allMatch(HostOutcome::done);
            assertThat(activate(all, true, Set.of())).allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
            fixture.hosts().on(2, "systemctl stop " + fixture.unit());
            assertThat(activate(all, true, Set.of())).as("in place, and merely down").allMatch(HostOutcome::done);

            assertThat(undo(one)).allMatch(HostOutcome::done);
            assertRefused(all);
            assertThat(one.check(true, DeliveryListener.NONE, Progress.NONE).getFirst().findings())
                    .filteredOn(finding -> finding.code().equals("host.took-part"))
                    .as("the others are not named")
                    .extracting(HostFinding::weight)
                    .containsExactly(Weight.CARE);
            assertThat(stage(one)).allMatch(HostOutcome::done);
            assertRefused(all);
            assertNotActivated(all, "m3: the cluster of this plan has been started on m1, m2");

            fixture.hosts().on(2, "rm -rf /mnt/second /mnt/.etcd-recovery-second");
            assertRefused(all);
            assertThat(stage(one)).allMatch(HostOutcome::done);
            assertNotActivated(all,
                    "etcdctl member remove " + third.member().id() + "; etcdctl member add m3 --peer-urls="
                            + third.member().peerUrls().getFirst() + "; then start it with an empty data directory and"
                            + " --initial-cluster-state=existing");

            try (Delivery others = fixture.open(fixture.targets().subList(0, 2))) {
                assertThat(undo(others)).allMatch(HostOutcome::done);
            }
            assertThat(stage(all)).allMatch(HostOutcome::done);
            assertThat(activate(all, true, Set.of())).as("all of them again")
                    .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
            fixture.hosts().on(1, "systemctl stop " + fixture.unit() + "; rm -rf /mnt/second");
            assertNotActivated(all, "m2: the cluster of this plan has been started on m1, m3");
            fixture.hosts().on(1, "mkdir -p /mnt/second");
            assertThat(undo(all)).allMatch(HostOutcome::done);
            assertThat(all.clean(false, true, Progress.NONE)).allMatch(HostOutcome::done);
        }
    }

    @Test
    void whatWasLeftOutMayFollowOnce() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("follows", 31300, EtcdVersion.V3_6);
        List<DeliveryTarget> targets = fixture.targets(NONE);
        String journal = "/mnt/.etcd-recovery-follows/journal";
        try (Delivery all = fixture.open(targets);
                Delivery two = fixture.open(targets.subList(0, 2));
                Delivery third = fixture.open(targets.subList(2, 3))) {
            assertThat(stage(all)).allMatch(HostOutcome::done);
            assertThat(activate(two, false, Set.of("m3"))).allMatch(HostOutcome::done);
            assertThat(all.check(false, DeliveryListener.NONE, Progress.NONE)).noneMatch(HostReport::blocks);
            assertThat(activate(all, false, Set.of())).allMatch(HostOutcome::done);
            assertThat(two.status(Progress.NONE)).as("m3 has taken part now")
                    .allSatisfy(status -> assertThat(status.without()).isEmpty());
            // As where the console was killed before it was the operator's turn.
            fixture.hosts().on(2, "sed -i '$d' " + journal);
            assertThat(activate(all, false, Set.of())).as("in place, and not started").allMatch(HostOutcome::done);
            fixture.hosts().on(2, "cp " + journal + " /mnt/follows-journal");

            fixture.hosts().on(2, "rm -rf /mnt/follows /mnt/.etcd-recovery-follows");
            assertThat(stage(third)).allMatch(HostOutcome::done);
            assertNotActivated(all, "m3 was not left out");

            // As earlier versions left them: the others do not know that it followed, but it does itself.
            for (int i : List.of(0, 1)) {
                fixture.hosts().on(i, "sed -i -e 's/ without= / without=m3 /' -e 's/ round=[^ ]*//' " + journal);
            }
            fixture.hosts()
                    .on(2, "grep -v undone /mnt/follows-journal | sed 's/ round=[^ ]*//' >/mnt/follows-old;"
                            + " cat " + journal + " >>/mnt/follows-old; mv /mnt/follows-old " + journal);
            assertNotActivated(all, "m3 has been started in it, too");

            assertThat(undo(two)).allMatch(HostOutcome::done);
            assertThat(stage(all)).allMatch(HostOutcome::done);
            assertThat(activate(two, false, Set.of("m3"))).allMatch(HostOutcome::done);
            assertThat(activate(all, false, Set.of())).as("what it did before all were undone does not count")
                    .allMatch(HostOutcome::done);
        }
    }

    private static void assertRefused(Delivery all) throws IOException {
        List<HostReport> reports = all.check(true, DeliveryListener.NONE, Progress.NONE);
        assertThat(reports).extracting(HostReport::blocks).containsExactly(false, false, true);
        assertThat(reports.getLast().findings().getFirst().code()).isEqualTo("host.took-part");
    }

    private static void assertNotActivated(Delivery all, String message) {
        assertThatThrownBy(() -> activate(all, false, Set.of()))
                .isInstanceOfSatisfying(DeliveryException.class, e -> {
                    assertThat(e.code()).isEqualTo("host.took-part");
                    assertThat(e.isRefusal()).isTrue();
                })
                .hasMessageContaining(message);
    }

    private static List<HostOutcome> stage(Delivery delivery) throws IOException {
        return delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE);
    }

    private static List<HostOutcome> undo(Delivery delivery) throws IOException {
        return delivery.undo(Writes.NONE, false, DeliveryListener.NONE, Progress.NONE);
    }

    private static List<HostOutcome> activate(Delivery delivery, boolean quarantine, Set<String> without)
            throws IOException {
        return delivery.activate(new ActivationRequest(quarantine, without, Duration.ofSeconds(60)),
                DeliveryListener.NONE, Progress.NONE);
    }
}
