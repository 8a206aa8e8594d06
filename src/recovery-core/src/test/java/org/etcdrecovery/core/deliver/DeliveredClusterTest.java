package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plan goes to three hosts and is started there in quarantine: proven through ssh while no client reaches it, opened
 * member by member, and undone.
 */
class DeliveredClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Stream<EtcdVersion> versions() {
        return Stream.of(EtcdVersion.V3_6, EtcdVersion.V3_5, EtcdVersion.V3_7).limit(LongRun.times(1, 3));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void keepsClientsOutUntilItIsProven(EtcdVersion version) throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("quarantine", 30300, version);
        fixture.writeUnits();
        // One has the client URLs as a flag, the others in an environment file.
        fixture.writeUnit(1, "--name=m2 --listen-client-urls http://0.0.0.0:30301 --advertise-client-urls=http://"
                + fixture.hosts().hosts().get(1).address() + ":30301", "");
        List<Endpoint> endpoints = Endpoint.parseAll(
                fixture.plan.members().stream().flatMap(member -> member.clientUrls().stream()).toList(), false);
        ConnectionSettings direct = ConnectionSettings.of(endpoints);
        try (Delivery delivery = fixture.open()) {
            assertThat(delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE))
                    .allMatch(HostOutcome::done);
            List<HostOutcome> activated = delivery.activate(new ActivationRequest(true, Set.of(), PATIENCE),
                    DeliveryListener.NONE, Progress.NONE);
            assertThat(activated).allSatisfy(outcome -> {
                assertThat(outcome.failure()).as("%s", outcome).isEmpty();
                assertThat(outcome.quarantine()).isPresent();
            });
            assertThat(Prober.probe(direct, _ -> {}, Progress.NONE).answering()).as("a client").isEmpty();
            aUnitThatIsCorrectedStartsAsCorrected(fixture, delivery);
            assertThat(delivery.activate(new ActivationRequest(true, Set.of(), PATIENCE), DeliveryListener.NONE,
                    Progress.NONE)).as("the same again, as after a console that was killed")
                    .allMatch(HostOutcome::done);

            try (Tunnels tunnels = delivery.tunnels(Progress.NONE)) {
                Proof proof = Prover.prove(new ProofRequest(fixture.plan, direct.withRoutes(tunnels.routes()), true,
                        PATIENCE, SnapshotOpener.plain()), _ -> {}, Progress.NONE);
                assertThat(proof.checks()).as("%s", proof).isNotEmpty();
                assertThat(proof.proven()).as("%s", proof.checks()).isTrue();
                assertThat(delivery.written(direct.withRoutes(tunnels.routes()), Progress.NONE)).get()
                        .extracting(Written::revisions)
                        .isEqualTo(2L);
            }

            aStrangerOnTheClientPortIsNotTheMember(fixture, delivery, direct);
            assertThat(delivery.open(direct, DeliveryListener.NONE, Progress.NONE)).allSatisfy(outcome -> {
                assertThat(outcome.failure()).as("%s", outcome).isEmpty();
                assertThat(outcome.quarantine()).isEmpty();
            });
            assertThat(Prober.probe(direct, _ -> {}, Progress.NONE).answering()).as("a client").hasSize(3);
            assertThat(fixture.hosts().on(1, "ls /etc/systemd/system | grep quarantine"))
                    .as("what was added to the unit")
                    .isEqualTo("etcd-quarantine.service\n");
            assertThat(delivery.undo(Writes.SAVED, false, DeliveryListener.NONE, Progress.NONE))
                    .allMatch(HostOutcome::done);
            assertThat(delivery.clean(false, false, Progress.NONE)).allMatch(HostOutcome::done);
        }
    }

    /** Although the quarantine has a command line of its own. */
    private static void aUnitThatIsCorrectedStartsAsCorrected(DeliveryFixture fixture, Delivery delivery)
            throws IOException {
        String unit = "/etc/systemd/system/" + fixture.unit();
        fixture.hosts()
                .on(1, "systemctl stop " + fixture.unit() + "; while systemctl is-active " + fixture.unit()
                        + " >/dev/null; do sleep 0.1; done; sed -i 's/--name=m2/--name=m2 --nonsense/' " + unit);
        HostOutcome wrong = activate(delivery).get(1);
        assertThat(wrong.failure().orElseThrow().message())
                .contains("has ended. Its log says: flag provided but not defined: -nonsense");
        fixture.hosts().on(1, "sed -i 's/ --nonsense//' " + unit);
        HostOutcome right = activate(delivery).get(1);
        assertThat(right.failure()).as("%s", right).isEmpty();
    }

    private static List<HostOutcome> activate(Delivery delivery) throws IOException {
        return delivery.activate(new ActivationRequest(true, Set.of(), PATIENCE), DeliveryListener.NONE, Progress.NONE);
    }

    /** It listens where the member is to listen once clients are let in, so the member ends. */
    private static void aStrangerOnTheClientPortIsNotTheMember(DeliveryFixture fixture, Delivery delivery,
            ConnectionSettings direct) throws IOException {
        String address = fixture.hosts().hosts().get(2).address();
        fixture.hosts()
                .on(2, "(cd /mnt && exec setsid " + Judges.etcd(EtcdVersion.V3_6)
                        + " --data-dir=/mnt/stranger --listen-client-urls=http://" + address
                        + ":30301 --advertise-client-urls=http://" + address + ":30301 --listen-peer-urls=http://"
                        + address
                        + ":30399 --initial-advertise-peer-urls=http://" + address
                        + ":30399 --initial-cluster=default=http://" + address + ":30399) >/dev/null 2>&1 </dev/null &"
                        + " echo $! >/run/stranger; until curl -s http://" + address
                        + ":30301/health >/dev/null; do sleep 0.1; done");
        List<String> phases = Collections.synchronizedList(new ArrayList<>());
        List<HostOutcome> outcomes = delivery.open(direct, (member, phase) -> phases.add(member + ": " + phase),
                Progress.NONE);
        assertThat(outcomes).extracting(HostOutcome::done).containsExactly(true, true, false);
        HostOutcome.Failure failure = outcomes.getLast().failure().orElseThrow();
        assertThat(failure.code()).isEqualTo("host.port");
        assertThat(failure.message()).contains("has ended, and something else listens on port 30301: process ")
                .contains("--data-dir=/mnt/stranger")
                .contains("bind: address already in use")
                .doesNotContain("\\t", "goroutine");
        assertThat(failure.log()).isNotEmpty();
        assertThat(phases).contains("m1: letting clients in: restarting etcd",
                "m1: waiting up to 120 s until etcd listens there");
        HostStatus status = delivery.status(Progress.NONE).getLast();
        assertThat(status.seen().strangers()).singleElement().asString().startsWith("30301: process ");
        assertThat(status.running()).isEmpty();

        fixture.hosts().on(2, "kill -9 $(cat /run/stranger); rm -rf /mnt/stranger");
        fixture.hosts().on(2, "systemctl start " + fixture.unit());
    }
}
