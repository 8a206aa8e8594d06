package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of the hosts against three real sshd: what it finds, and that it tells which of it prevents what. */
class DeliveryCheckTest {
    @TempDir
    private Path directory;
    private DeliveryFixture fixture;

    @BeforeEach
    void begin() throws IOException {
        fixture = new DeliveryFixture("check", 30100, EtcdVersion.V3_6);
        fixture.writeUnits();
    }

    @Test
    void findsNothingThatBlocksWhereEverythingFits() throws IOException {
        for (HostReport report : check(fixture.targets(), fixture.ssh())) {
            assertThat(report.findings()).as(report.target().member().name()).isEmpty();
            assertThat(report.configuration()).extracting(ConfigLine::setting)
                    .contains("version", "name", "data-dir", "listen-client-urls", "advertise-client-urls");
            assertThat(report.hostKey()).contains(
                    fixture.hosts().hosts().get(fixture.plan.members().indexOf(report.target().member())).key());
            assertThat(report.freeBytes()).isPositive();
        }
    }

    @Test
    void showsWhatAServiceIsConfiguredWithOtherwise() throws IOException {
        fixture.writeUnit(1, "--name=old-2 --quota-backend-bytes=1000");
        HostReport report = check(fixture.targets(), fixture.ssh()).get(1);
        assertThat(report.configuration()).filteredOn(ConfigLine::differs)
                .extracting(ConfigLine::setting)
                .containsExactlyInAnyOrder("name", "quota-backend-bytes");
        assertThat(report.findings()).filteredOn(finding -> finding.code().equals("service.differs"))
                .hasSize(2)
                .allMatch(finding -> finding.weight() == Weight.BLOCKS_ACTIVATION);
        assertThat(report.blocks()).isFalse();
    }

    /** Neither may be moved aside, or get in the way of the member that runs there. */
    @Test
    void findsFilesThatAreNotEtcdsAndADirectoryInsideAnother() throws IOException {
        DeliveryTarget target = fixture.targets().getFirst();
        fixture.hosts()
                .on(0, "mkdir -p /mnt/check-precious /mnt/check-etcd/member/snap"
                        + " && touch /mnt/check-precious/ledger.txt");

        HostReport foreign = check(List.of(at(target, "/mnt/check-precious")), fixture.ssh()).getFirst();
        assertThat(foreign.findings()).filteredOn(finding -> finding.code().equals("host.foreign"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.weight()).isEqualTo(Weight.BLOCKS_ACTIVATION);
                    assertThat(finding.summary()).contains("ledger.txt");
                });
        HostReport inside = check(List.of(at(target, "/mnt/check-etcd/member")), fixture.ssh()).getFirst();
        assertThat(codes(inside)).contains("host.inside");
        assertThat(inside.blocks()).isTrue();
        assertThat(codes(check(List.of(at(target, "/mnt/check-etcd")), fixture.ssh()).getFirst()))
                .doesNotContain("host.inside", "host.foreign");
    }

    private DeliveryTarget at(DeliveryTarget target, String directory) {
        return new DeliveryTarget(target.member(), Destination.parse("ssh://"
                + fixture.hosts().hosts().getFirst().address() + directory), target.service());
    }

    @Test
    void tellsTheSameHostByItsKey() throws IOException {
        List<DeliveryTarget> targets = fixture.targets();
        DeliveryTarget twin = new DeliveryTarget(targets.get(1).member(), Destination.parse("ssh://"
                + fixture.hosts().hosts().getFirst().address() + "/mnt/check"), targets.get(1).service());
        List<HostReport> reports = check(List.of(targets.getFirst(), twin), fixture.ssh());
        assertThat(reports).allSatisfy(report -> assertThat(codes(report)).contains("host.twice"));
        assertThat(reports).allMatch(HostReport::blocks);
        assertThat(reports.getFirst().findings().getFirst().summary()).contains("same directory of the same host",
                "m2");

        List<DeliveryTarget> three = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            three.add(new DeliveryTarget(targets.get(i).member(), Destination.parse("ssh://"
                    + fixture.hosts().hosts().getFirst().address() + "/mnt/check" + (i == 0 ? "" : "-other")),
                    targets.get(i).service()));
        }
        List<HostReport> all = check(three, fixture.ssh());
        assertThat(twice(all.get(0))).containsExactly("it is the same host as that of m2, m3");
        assertThat(twice(all.get(1))).containsExactly("it is the same directory of the same host as that of m3",
                "it is the same host as that of m1");
    }

    private static List<String> twice(HostReport report) {
        return report.findings()
                .stream()
                .filter(finding -> finding.code().equals("host.twice"))
                .map(finding -> finding.summary().replaceAll(": they.*", ""))
                .toList();
    }

    @Test
    void aServiceWithAnotherDirectoryIsTheFirstThingToDecide() throws IOException {
        fixture.writeUnit(1, "--name=m2 --data-dir=/mnt/typed");
        String unit = fixture.unit();
        fixture.hosts()
                .on(1, "cd /etc/systemd/system && sed -i 's,--data-dir=/mnt/check,--data-dir=/mnt/real,' " + unit
                        + " && sed -i 's,--data-dir=/mnt/typed,,' " + unit + " && systemctl start " + unit);
        try {
            HostReport report = check(fixture.targets(), fixture.ssh()).get(1);
            for (int i = 0; i < 100 && !codes(report).contains("host.port"); i++) {
                report = check(fixture.targets(), fixture.ssh()).get(1);
            }
            assertThat(codes(report)).startsWith("service.directory").contains("host.port");
            assertThat(report.findings().getFirst().summary())
                    .isEqualTo("data-dir is /mnt/real, planned is /mnt/check");
            assertThat(report.findings().getFirst().remedy()).contains("deliver to /mnt/real", "change data-dir");
            assertThat(report.findings()).filteredOn(finding -> finding.code().equals("host.port"))
                    .extracting(HostFinding::summary)
                    .anyMatch(summary -> summary.contains("the peer port 30100: process")
                            && summary.contains("--data-dir=/mnt/real"));
        } finally {
            fixture.hosts().on(1, "systemctl stop " + unit + "; rm -rf /mnt/real");
        }
    }

    @Test
    void saysInWhatAnotherPlanDiffersAndHowToRemoveIt() throws IOException {
        DeliveryFixture other = new DeliveryFixture("check", "old-token", 30100, EtcdVersion.V3_6);
        List<DeliveryTarget> one = fixture.targets().subList(0, 1);
        try (Delivery delivery = other.open(other.targets().subList(0, 1))) {
            assertThat(delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE))
                    .allMatch(HostOutcome::done);
        }
        try (Delivery delivery = fixture.open(one)) {
            HostFinding finding = check(one, fixture.ssh()).getFirst().findings().getFirst();
            assertThat(finding.code()).isEqualTo("host.other-plan");
            assertThat(finding.weight()).isEqualTo(Weight.BLOCKS);
            assertThat(finding.summary()).isEqualTo(
                    "another plan is staged there: its token is old-token, here it is token-check");
            assertThat(finding.remedy()).contains("etcd-recovery deliver clean --plan FILE --to"
                    + " m1=ssh://etcd-a/mnt/check --yes");
            assertThat(delivery.status(Progress.NONE).getFirst().other()).get().asString().contains("old-token");
            assertThat(delivery.clean(false, false, Progress.NONE)).allMatch(HostOutcome::done);
            assertThat(codes(check(one, fixture.ssh()).getFirst())).isEmpty();
        }
    }

    @Test
    void aWordThatNoVersionHereKnowsBlocksAndIsNotReady() throws IOException {
        List<DeliveryTarget> one = fixture.targets().subList(0, 1);
        fixture.hosts()
                .on(0, "mkdir /mnt/.etcd-recovery-check && echo '2026-11-29T10:00:00Z prepared plan="
                        + Delivery.sha256(fixture.plan) + " .' >/mnt/.etcd-recovery-check/journal");
        try (Delivery delivery = fixture.open(one)) {
            assertThat(codes(check(one, fixture.ssh()).getFirst())).containsExactly("host.unknown-state");
            assertThat(delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE))
                    .noneMatch(HostOutcome::done);
            assertThat(delivery.status(Progress.NONE).getFirst().failure().orElseThrow().message())
                    .contains("'prepared'");
        } finally {
            fixture.hosts().on(0, "rm -rf /mnt/.etcd-recovery-check");
        }
    }

    @Test
    void anUnknownKeyIsShownAndAcceptedOnlyByItsFingerprint() throws IOException {
        Path config = Files.writeString(directory.resolve("config"),
                Files.readString(fixture.hosts().sshConfig()).replaceAll("Host \\*[^$]*", "")
                        + fixture.hosts().commonConfig(directory.resolve("known")));
        ThreeHosts.Host host = fixture.hosts().hosts().getFirst();
        List<DeliveryTarget> one = fixture.targets().subList(0, 1);
        SshSettings unknown = new SshSettings(Optional.of(config), Optional.empty(), Map.of());

        HostReport shown = check(one, unknown).getFirst();
        assertThat(shown.hostKey()).contains(host.key());
        HostFinding finding = shown.findings().getFirst();
        assertThat(finding.code()).isEqualTo("ssh.host-key-unknown");
        assertThat(finding.summary()).contains(host.key());

        SshSettings wrong = new SshSettings(Optional.of(config), Optional.empty(), Map.of("m1", "SHA256:other"));
        assertThat(codes(check(one, wrong).getFirst())).containsExactly("ssh.host-key-other");
        assertThat(directory.resolve("known")).doesNotExist();

        SshSettings right = new SshSettings(Optional.of(config), Optional.empty(), Map.of("m1", host.key()));
        assertThat(check(one, right).getFirst().reached()).isTrue();
        assertThat(check(one, unknown).getFirst().reached()).as("once accepted, it is known").isTrue();

        Files.writeString(directory.resolve("known"),
                Files.readString(directory.resolve("known"))
                        .replaceAll("(?m) \\S+$", " "
                                + Files.readString(fixture.hosts().hosts().get(1).mnt().resolve("key.pub"))
                                        .split(" ", -1)[1]));
        assertThat(codes(check(one, right).getFirst())).as("another key than the known one")
                .containsExactly("ssh.host-key-changed");
    }

    @Test
    void aHostThatIsDownDoesNotHideTheOthers() throws IOException {
        List<DeliveryTarget> targets = fixture.targets();
        DeliveryTarget down = new DeliveryTarget(targets.get(2).member(),
                Destination.parse("ssh://127.0.0.1:1/mnt/check"), targets.get(2).service());
        List<HostReport> reports = check(List.of(targets.get(0), targets.get(1), down), fixture.ssh());
        assertThat(reports).extracting(HostReport::reached).containsExactly(true, true, false);
        assertThat(codes(reports.get(2))).containsExactly("ssh.unreachable");
    }

    @Test
    void aUserWithoutSudoIsNotEnough() throws IOException {
        List<DeliveryTarget> targets = fixture.targets();
        DeliveryTarget user = new DeliveryTarget(targets.getFirst().member(),
                Destination.parse("ssh://operator@etcd-a/mnt/check"), targets.getFirst().service());
        HostReport report = check(List.of(user), fixture.ssh()).getFirst();
        assertThat(codes(report)).contains("host.not-root");
        assertThat(report.blocks()).isTrue();
    }

    private List<HostReport> check(List<DeliveryTarget> targets, SshSettings ssh) throws IOException {
        try (Delivery delivery = Delivery.of(fixture.plan, targets, ssh, fixture.scratch())) {
            return delivery.check(true, DeliveryListener.NONE, Progress.NONE);
        }
    }

    private static List<String> codes(HostReport report) {
        return report.findings().stream().map(HostFinding::code).toList();
    }
}
