package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.junit.jupiter.api.Test;

/** A plan goes to three hosts, is started there and proven, then undone; and again from there. */
class DeliveredClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void fromNothingToAProvenClusterAndBack() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("whole", 30200, EtcdVersion.V3_6);
        fixture.writeUnits();
        for (int i = 0; i < 3; i++) {
            Path old = fixture.hosts().hosts().get(i).mnt().resolve("whole/member/snap");
            Files.writeString(Files.createDirectories(old).resolve("db"), "the old database");
        }
        try (Delivery delivery = fixture.open()) {
            assertThatThrownBy(() -> delivery.activate(open(), DeliveryListener.NONE, Progress.NONE))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("not staged");
            assertStates(delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE),
                    HostState.STAGED);
            assertThat(fixture.hosts().on(0, "cat /mnt/whole/member/snap/db")).isEqualTo("the old database");

            assertStates(delivery.activate(open(), DeliveryListener.NONE, Progress.NONE), HostState.STARTED);
            assertThat(prove(fixture)).matches(Proof::proven);
            assertThat(delivery.status(Progress.NONE)).allSatisfy(status -> {
                assertThat(status.state()).isEqualTo(HostState.STARTED);
                assertThat(status.kept()).hasSize(1);
                assertThat(status.running()).hasSize(1);
            });

            assertStates(delivery.undo(false, DeliveryListener.NONE, Progress.NONE), HostState.UNDONE);
            assertThat(fixture.hosts().on(2, "cat /mnt/whole/member/snap/db; ls /mnt/whole"))
                    .isEqualTo("the old databasemember\n");
            assertThat(delivery.status(Progress.NONE))
                    .allSatisfy(status -> assertThat(status.running()).isEmpty());

            assertStates(delivery.clean(Progress.NONE), HostState.NOTHING);
            assertThat(fixture.hosts().on(0, "ls -A /mnt | grep etcd-recovery; true")).isEmpty();
        }
    }

    private static ActivationRequest open() {
        return new ActivationRequest(false, Set.of(), PATIENCE);
    }

    private static Proof prove(DeliveryFixture fixture) throws IOException {
        List<Endpoint> endpoints = Endpoint.parseAll(
                fixture.plan.members().stream().flatMap(member -> member.clientUrls().stream()).toList(), false);
        return Prover.prove(new ProofRequest(fixture.plan, ConnectionSettings.of(endpoints), true, PATIENCE,
                SnapshotOpener.plain()), _ -> {}, Progress.NONE);
    }

    private static void assertStates(List<HostOutcome> outcomes, HostState state) {
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.failure()).as("%s", outcome).isEmpty();
            assertThat(outcome.state()).contains(state);
        });
    }
}
