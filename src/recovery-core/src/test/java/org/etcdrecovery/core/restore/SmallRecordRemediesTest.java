package org.etcdrecovery.core.restore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.LiveKey;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.etcdrecovery.core.testing.Service;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.etcdrecovery.core.testing.Tool;
import org.etcdrecovery.core.wal.WalReader;
import org.etcdrecovery.core.wal.WalRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the findings about small records claim about real servers, and what they advise. */
@Tag("judge")
@Execution(ExecutionMode.CONCURRENT)
class SmallRecordRemediesTest {
    private static final long GONE = 0x1001;
    private static final String ORPHAN = "/leased/0";
    private static final byte[] OFF = {0};

    @TempDir
    private Path directory;

    /**
     * A single member applies an entry while it writes it, so that its log may lack the one that ended it; and while it
     * ends, its database may be committed with the index of that entry, which it then does not apply again.
     */
    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void aPutWithIgnoreLeaseOnAKeyWithoutItsLeaseEndsTheMember(EtcdVersion version) throws IOException {
        try (MemberProcess member = start(version, withoutLease(version))) {
            assertThat(Service.problem(member)).isEmpty();
            assertThat(etcdctl(version, member).run("put", "--ignore-lease", ORPHAN, "new").exitCode()).isNotZero();
            assertThat(member.awaitExit()).isNotZero();
            assertThat(member.log()).contains("unexpected error from lease Attach");

            long last = indexOf(member, ORPHAN + "\u0012\u0003new");
            byte[] applied = Records.of(member.member().dataDir().resolve("member/snap/db"))
                    .get("meta", "consistent_index")
                    .orElseThrow();
            member.restart();
            if (last > ByteBuffer.wrap(applied).getLong()) {
                assertThat(member.awaitExit()).isNotZero();
            } else {
                assertThat(Service.problem(member)).isEmpty();
            }
        }
    }

    /** The index of an entry; 0 if it is not whole in the log: a member that ends while it writes may leave a part of one. */
    private static long indexOf(MemberProcess member, String content) throws IOException {
        AtomicLong found = new AtomicLong();
        List<ByteSource> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(member.member().dataDir().resolve("member/wal"),
                "*.wal")) {
            for (Path file : files) {
                segments.add(ByteSource.of(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        WalReader.read(segments, (record, _) -> {
            if (record instanceof WalRecord.Entry entry && entry.data().toString(ISO_8859_1).contains(content)) {
                found.set(entry.index());
            }
        }, Progress.NONE.begin(Stage.READ_BACK, "log", -1));
        return found.get();
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void aPutWithIgnoreValueGivesSuchAKeyBackToItself(EtcdVersion version) throws IOException {
        Member member = restore(version, withoutLease(version));
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            String value = orphan(cluster).value();
            assertThat(orphan(cluster).lease()).isEqualTo(GONE);

            cluster.etcdctl().run("put", "--ignore-value", ORPHAN).ok();

            assertThat(orphan(cluster).lease()).isZero();
            assertThat(orphan(cluster).value()).isEqualTo(value);
            cluster.etcdctl().run("put", "--ignore-lease", ORPHAN, "new").ok();
            cluster.restart();
            assertThat(cluster.etcdctl().run("get", "--print-value-only", ORPHAN).ok()).isEqualTo("new\n");
        }
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void aLeaseThatNoEtcdGrantsTakesItsKeysAlongAtOnce(EtcdVersion version) throws IOException {
        Records records = records(version);
        byte[] lease = {8, (byte) 0x81, 0x20, 16, -1, -1, -1, -1, -1, -1, -1, -1, 0x7F};
        records.put("lease", ByteBuffer.allocate(Long.BYTES).putLong(GONE).array(), lease);
        Member member = restore(version, records.put("auth", "authEnabled", OFF));
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            cluster.await("rid of " + ORPHAN,
                    () -> cluster.gateway().keys().stream().noneMatch(SmallRecordRemediesTest::isOrphan));
        }
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void withoutRootNoOneTurnsAuthenticationOffAndMembersCallThemselvesUnhealthy(EtcdVersion version)
            throws IOException {
        try (MemberProcess member = start(version, records(version).delete("authUsers", "root"))) {
            assertThat(Service.problem(member)).isEmpty();
            Tool etcdctl = etcdctl(version, member);
            assertThat(etcdctl.run("auth", "disable").exitCode()).isNotZero();
            assertThat(etcdctl.run("--user=alice:root", "auth", "disable").stderr()).contains("permission denied");
            assertThat(etcdctl.run("--user=alice:root", "get", "/a/b").exitCode()).isZero();
            assertThat(healthStatus(member)).isEqualTo(version == EtcdVersion.V3_4 ? 200 : 503);
        }
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void withAuthenticationOffInTheFileRootCanBeMadeAnew(EtcdVersion version) throws IOException {
        Records records = records(version).put("auth", "authEnabled", OFF);
        records.bucket("authUsers").clear();
        Member member = restore(version, records);
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            Tool etcdctl = cluster.etcdctl();
            etcdctl.run("user", "add", "root:new").ok();
            etcdctl.run("user", "grant-role", "root", "root").ok();
            etcdctl.run("auth", "enable").ok();
            etcdctl.run("--user=root:new", "put", "/a", "b").ok();
            assertThat(etcdctl.run("get", "/a").exitCode()).isNotZero();
        }
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void anotherAdministratorBringsRootBack(EtcdVersion version) throws IOException {
        Records records = records(version);
        byte[] root = records.get("authUsers", "root").orElseThrow();
        // The same user under another name of the same length.
        byte[] boot = root.clone();
        boot[2] = 'b';
        records.put("authUsers", "boot", boot).delete("authUsers", "root");
        try (MemberProcess member = start(version, records)) {
            assertThat(Service.problem(member)).isEmpty();
            Tool etcdctl = etcdctl(version, member).with("--user=boot:root");
            etcdctl.run("user", "add", "root:new").ok();
            etcdctl.run("user", "grant-role", "root", "root").ok();
            assertThat(healthStatus(member)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void aRoleThatCannotBeReadEndsTheMemberWhenRolesAreListed(EtcdVersion version) throws IOException {
        Records records = records(version).put("authRoles", "spare", (byte) 0xFF);
        try (MemberProcess member = start(version, records)) {
            assertThat(Service.problem(member)).isEmpty();
            // Not by etcdctl, which waits for a member to come back.
            Gateway root = member.gateway().authenticate("root", "root");
            assertThatThrownBy(() -> root.post("/v3/auth/role/list", Gateway.request()))
                    .isInstanceOf(AssertionError.class);
            assertThat(member.awaitExit()).isNotZero();

            member.restart();
            if (version.compareTo(EtcdVersion.V3_5) <= 0) {
                assertThat(member.awaitExit()).isNotZero();
            } else {
                // The entry is taken as applied.
                assertThat(Service.problem(member)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = EtcdVersion.class, names = {"V3_6", "V3_7"})
    void aDowngradeCanBeCancelled(EtcdVersion version) throws IOException {
        byte[] downgrade = "{\"target-version\":\"3.5.0\",\"enabled\":true}".getBytes(UTF_8);
        Member member = restore(version, records(version).put("auth", "authEnabled", OFF)
                .put("cluster", "downgrade", downgrade));
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            cluster.etcdctl().run("downgrade", "cancel").ok();
            cluster.restart();
        }
    }

    private static Records withoutLease(EtcdVersion version) throws IOException {
        Records records = records(version).put("auth", "authEnabled", OFF);
        records.bucket("lease").remove(ByteBuffer.allocate(Long.BYTES).putLong(GONE).array());
        return records;
    }

    private static Records records(EtcdVersion version) throws IOException {
        return Records.of(Snapshots.of(version, SnapshotContent.AUTH).file());
    }

    private Member restore(EtcdVersion version, Records records) throws IOException {
        Path snapshot = Files.write(directory.resolve("snapshot.db"), records.snapshot());
        Member member = Member.onFreePorts(directory, 1).getFirst();
        RestorePlan plan = Restores.restore(snapshot, version, List.of(member), false);
        assertThat(plan.members()).hasSize(1);
        return member;
    }

    private MemberProcess start(EtcdVersion version, Records records) throws IOException {
        Member member = restore(version, records);
        return MemberProcess.start(version, member, List.of(member), List.of());
    }

    private static Tool etcdctl(EtcdVersion version, MemberProcess member) {
        return Judges.etcdctl(version).with("--endpoints=" + member.member().clientUrl());
    }

    private static LiveKey orphan(RealCluster cluster) {
        return cluster.gateway().keys().stream().filter(SmallRecordRemediesTest::isOrphan).findFirst().orElseThrow();
    }

    private static boolean isOrphan(LiveKey key) {
        return key.key().equals(HexFormat.of().formatHex(ORPHAN.getBytes(UTF_8)));
    }

    private static int healthStatus(MemberProcess member) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(member.member().clientUrl() + "/health")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
