package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are full, off, or broken off in the middle: the others are done, and what is there is used again. */
class BrokenDeliveryTest {
    private static final ServiceForm NONE = new ServiceForm.None();

    @TempDir
    private Path directory;

    @Test
    void aFullHostIsSaidAndGoesOnOnceThereIsRoom() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("full", 30400, EtcdVersion.V3_6);
        fixture.hosts().on(1, "mkdir /mnt/full && mount -t tmpfs -o size=96k tmpfs /mnt/full");
        fixture.hosts()
                .on(2, "mkdir /mnt/full && mount -t tmpfs -o size=80m tmpfs /mnt/full && mkdir /mnt/full/member");
        try (Delivery delivery = fixture.open(fixture.targets(NONE))) {
            List<HostReport> reports = delivery.check(false, DeliveryListener.NONE, Progress.NONE);
            assertThat(reports).extracting(HostReport::blocks).containsExactly(false, true, true);
            assertThat(reports.get(1).findings()).extracting(HostFinding::code).contains("host.space");

            List<HostOutcome> first = stage(delivery);
            assertThat(first).extracting(HostOutcome::done).containsExactly(true, false, true);
            assertThat(first.get(1).failure().orElseThrow().code()).isEqualTo("host.full");
            assertThatThrownBy(() -> activate(delivery, Set.of())).isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("m2 is not staged");

            fixture.hosts().on(1, "mount -o remount,size=300m /mnt/full");
            fixture.hosts().on(2, "mount -o remount,size=300m /mnt/full");
            List<HostOutcome> second = stage(delivery);
            assertThat(second).allMatch(HostOutcome::done);
            assertThat(second.get(1).details()).as("what had arrived").anyMatch(line -> line.contains("already"));
            assertThat(activate(delivery, Set.of())).allMatch(HostOutcome::done);
            assertThat(fixture.hosts().on(2, "ls -A /mnt/full; ls /mnt/full/.etcd-recovery/old-*"))
                    .as("a mount point")
                    .isEqualTo(".etcd-recovery\nmember\nmember\n");
        }
    }

    /** Renaming needs no room, the journal does; what is not written down is not done. */
    @Test
    void aDiskThatIsFullAtTheActivationHarmsNothing() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("late/etcd", 30900, EtcdVersion.V3_6);
        fixture.hosts()
                .on(1, "mkdir /mnt/late && mount -t tmpfs -o size=300m tmpfs /mnt/late && mkdir -p /mnt/late/etcd/member/snap"
                        + " && echo old >/mnt/late/etcd/member/snap/db");
        fixture.hosts().on(0, "mkdir /mnt/late");
        fixture.hosts().on(2, "mkdir /mnt/late");
        try (Delivery delivery = fixture.open(fixture.targets(NONE))) {
            assertThat(stage(delivery)).allMatch(HostOutcome::done);
            String journal = "/mnt/late/.etcd-recovery-etcd/journal";
            // To the end of its page, so that not one more byte fits.
            fixture.hosts()
                    .on(1, "n=$((4096 - $(stat -c %s " + journal
                            + ") % 4096)); head -c $((n - 1)) /dev/zero | tr '\\0' ' ' >>"
                            + journal + "; echo >>" + journal
                            + "; dd if=/dev/zero of=/mnt/late/filler bs=1M 2>/dev/null;"
                            + " dd if=/dev/zero of=/mnt/late/filler2 bs=4k 2>/dev/null; true");
            List<HostOutcome> full = activate(delivery, Set.of());
            assertThat(full).extracting(HostOutcome::done).containsExactly(true, false, true);
            assertThat(full.get(1).failure().orElseThrow().code()).isIn("host.journal", "host.failed");
            assertThat(fixture.hosts().on(1, "cat /mnt/late/etcd/member/snap/db")).isEqualTo("old\n");

            fixture.hosts().on(1, "rm /mnt/late/filler*");
            List<HostOutcome> done = activate(delivery, Set.of());
            assertThat(done).allMatch(HostOutcome::done);
            assertThat(done.getFirst().startCommand().orElseThrow()).as("a line to paste")
                    .contains("etcd --name m1 ")
                    .doesNotContain("\\");
        }
    }

    /** Each may win on some hosts; what is there is whole, and either of them can go on. */
    @Test
    void twoConsolesAtOnceLeaveWhatOneWouldHaveLeft() throws Exception {
        DeliveryFixture fixture = new DeliveryFixture("both", 31000, EtcdVersion.V3_6);
        try (Delivery one = fixture.open(fixture.targets(NONE)); Delivery other = fixture.open(fixture.targets(NONE))) {
            CompletableFuture<List<HostOutcome>> begun = CompletableFuture.supplyAsync(() -> {
                try {
                    return stage(one);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            List<HostOutcome> second = stage(other);
            List<HostOutcome> first = begun.get();
            for (int i = 0; i < first.size(); i++) {
                assertThat(List.of(first.get(i), second.get(i))).as("one of them at least").anyMatch(HostOutcome::done);
            }
            assertThat(Stream.concat(first.stream(), second.stream()).flatMap(outcome -> outcome.failure().stream()))
                    .extracting(HostOutcome.Failure::code)
                    .isSubsetOf("host.locked", "host.failed");
            assertThat(activate(one, Set.of())).allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
            assertThat(other.status(Progress.NONE)).extracting(HostStatus::state).containsOnly(HostState.ACTIVATED);
        }
    }

    @Test
    void aMajorityGoesOnWithoutAHostThatIsOff() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("off", 30500, EtcdVersion.V3_6);
        List<DeliveryTarget> two = fixture.targets(NONE).subList(0, 2);
        try (Delivery delivery = fixture.open(two)) {
            assertThat(stage(delivery)).allMatch(HostOutcome::done);
            assertThatThrownBy(() -> activate(delivery, Set.of())).hasMessageContaining("--without m3");
            assertThat(activate(delivery, Set.of("m3"))).allMatch(HostOutcome::done);
            assertThat(delivery.status(Progress.NONE))
                    .allSatisfy(status -> assertThat(status.without()).containsExactly("m3"));
        }
        try (Delivery one = fixture.open(two.subList(0, 1))) {
            assertThatThrownBy(() -> activate(one, Set.of("m2", "m3"))).hasMessageContaining("no majority");
        }
    }

    /** To activate the others would stop what still serves, for a cluster that does not begin. */
    @Test
    void noHostIsTouchedWhereOneHasLostWhatWasStaged() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("rotten", 30800, EtcdVersion.V3_6);
        try (Delivery delivery = fixture.open(fixture.targets(NONE))) {
            assertThat(stage(delivery)).allMatch(HostOutcome::done);
            fixture.hosts()
                    .on(2, "dd if=/dev/urandom of=/mnt/.etcd-recovery-rotten/new/member/snap/db bs=1 seek=50000 count=16"
                            + " conv=notrunc");
            List<HostOutcome> refused = activate(delivery, Set.of());
            assertThat(refused).extracting(HostOutcome::done).containsExactly(true, true, false);
            assertThat(refused.getLast().failure().orElseThrow().code()).isEqualTo("host.differs");
            assertThat(delivery.status(Progress.NONE)).extracting(HostStatus::state)
                    .containsExactly(HostState.STAGED, HostState.STAGED, HostState.STAGING);

            assertThat(stage(delivery)).allMatch(HostOutcome::done);
            assertThat(activate(delivery, Set.of())).allMatch(HostOutcome::done);
        }
    }

    @Test
    void aConnectionThatBreaksLeavesWhatHasArrived() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("broken", 30600, EtcdVersion.V3_6);
        List<DeliveryTarget> one = fixture.targets(NONE).subList(0, 1);
        try (Delivery delivery = fixture.open(one)) {
            assertThat(stage(delivery)).allMatch(HostOutcome::done);
        }
        String place = "/mnt/.etcd-recovery-broken";
        // As a host that died while it was written to: half of the database, and the journal from before.
        fixture.hosts()
                .on(0, "cd " + place + " && truncate -s 100000 new/member/snap/db && sed -i '$d' journal"
                        + " && printf '2026-11-29T10:00:00Z stag' >>journal");
        try (Delivery delivery = fixture.open(one)) {
            assertThat(delivery.status(Progress.NONE).getFirst().state()).isEqualTo(HostState.STAGING);
            List<HostOutcome> again = stage(delivery);
            assertThat(again).allMatch(HostOutcome::done);
            assertThat(again.getFirst().details()).containsExactly("100 kB of 106 kB were there already");
            // Something else in its place is replaced.
            fixture.hosts().on(0, "cd " + place + " && head -c 100000 /dev/urandom >new/member/snap/db");
            List<HostOutcome> anew = stage(delivery);
            assertThat(anew).allMatch(HostOutcome::done);
            assertThat(anew.getFirst().details()).isEmpty();
        }
    }

    @Test
    void aPassphraseIsAskedForOnlyByAskpass() throws IOException {
        DeliveryFixture fixture = new DeliveryFixture("passphrase", 30700, EtcdVersion.V3_6);
        Path key = directory.resolve("key");
        new Tool(Path.of("/usr/bin/ssh-keygen"), List.of()).run("-q", "-t", "ed25519", "-N", "secret words", "-f", key)
                .ok();
        fixture.hosts().on(0, "cat >>/mnt/authorized_keys <<'EOF'\n" + Files.readString(Path.of(key + ".pub")) + "EOF");
        Path config = Files.writeString(directory.resolve("config"), Files.readString(fixture.hosts().sshConfig())
                .replaceAll("IdentityFile .*", "IdentityFile " + key));
        Path askpass = Files.writeString(directory.resolve("ask"), """
                #!/bin/sh
                echo "$1" >>'%s'
                echo 'secret words'
                """.formatted(directory.resolve("asked")));
        Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));
        List<DeliveryTarget> one = fixture.targets(NONE).subList(0, 1);
        assertThat(reached(fixture, one, new SshSettings(Optional.of(config), Optional.empty(), Map.of()))).isFalse();
        assertThat(reached(fixture, one, new SshSettings(Optional.of(config), Optional.of(askpass), Map.of())))
                .isTrue();
        assertThat(Files.readAllLines(directory.resolve("asked"))).hasSize(1).first().asString().contains("passphrase");

        Files.writeString(askpass, Files.readString(askpass).replace("secret words", "wrong"));
        Files.delete(directory.resolve("asked"));
        Files.writeString(config, "NumberOfPasswordPrompts 1\n" + Files.readString(config));
        assertThat(reached(fixture, one, new SshSettings(Optional.of(config), Optional.of(askpass), Map.of())))
                .isFalse();
        assertThat(Files.readAllLines(directory.resolve("asked"))).as("a host that refuses is not asked again")
                .hasSize(1);
    }

    private static boolean reached(DeliveryFixture fixture, List<DeliveryTarget> targets, SshSettings ssh)
            throws IOException {
        try (Delivery delivery = Delivery.of(fixture.plan, targets, ssh, fixture.scratch())) {
            return delivery.check(false, DeliveryListener.NONE, Progress.NONE).getFirst().reached();
        }
    }

    private static List<HostOutcome> stage(Delivery delivery) throws IOException {
        return delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE);
    }

    private static List<HostOutcome> activate(Delivery delivery, Set<String> without) throws IOException {
        return delivery.activate(new ActivationRequest(false, without, Duration.ofSeconds(5)), DeliveryListener.NONE,
                Progress.NONE);
    }
}
