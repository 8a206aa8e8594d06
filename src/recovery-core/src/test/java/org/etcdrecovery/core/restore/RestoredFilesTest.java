package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.handover.RestoreCommands;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * We restore what the tool of the same version restores: the database key for key, everything else byte for byte. The
 * tool runs with the commands that a plan gives as its equivalent, so this checks those too.
 */
@Tag("judge")
class RestoredFilesTest {
    /** The one of three members that is compared; the others differ in the same way. */
    private static final int COMPARED = 1;
    /** The records for a few members are far shorter. */
    private static final int WAL_HEAD = 64 << 10;
    private static final long WAL_SIZE = 64_000_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void ofThreeMembersAreTheToolsOwn(EtcdVersion version, SnapshotContent content) throws IOException {
        assertSame(version, content, members("m1", "m2", "m3"), false);
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void ofOneMemberWithABumpAreTheToolsOwn(EtcdVersion version, SnapshotContent content) throws IOException {
        assertSame(version, content, members("m1"), true);
    }

    private void assertSame(EtcdVersion version, SnapshotContent content, Map<String, List<String>> members,
            boolean bump) throws IOException {
        Path snapshot = Snapshots.of(version, content).file();
        RestorePlan plan = Restores.restore(snapshot, requests(members, "ours"),
                request -> Restores.bumped(request, bump));
        assertThat(plan.target().toString()).isEqualTo(version.minor());
        Path ours = plan.members().get(members.size() > 1 ? COMPARED : 0).dataDir().orElseThrow();

        // The 3.4 tool leaves the old members in the database, and this version has no bump.
        boolean old = version == EtcdVersion.V3_4;
        Path theirs = runTool(version, snapshot, members, bump && !old);
        assertThat(files(ours)).isEqualTo(files(theirs));
        assertThat(wal(ours)).isEqualTo(wal(theirs));
        // From 3.6 on the tool adds several members to the old store in an order that changes from run to run.
        if (members.size() == 1 || version.compareTo(EtcdVersion.V3_6) < 0) {
            assertThat(snap(ours)).hasSameBinaryContentAs(snap(theirs));
        }
        Path theirDatabase = old ? runTool(EtcdVersion.V3_5, snapshot, members, bump) : theirs;
        assertSameDatabase(database(ours), database(theirDatabase));
        assertThat(Inspector.inspect(database(theirs), Progress.NONE, _ -> {}).verdict()).as("of what the tool wrote")
                .isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertThat(Judges.bbolt().run("check", database(ours)).ok()).contains("OK");
    }

    private static Map<String, List<String>> members(String... names) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            members.put(names[i], List.of("http://127.0.0.1:" + (23801 + i), "http://localhost:" + (23901 + i)));
        }
        return members;
    }

    private List<MemberRequest> requests(Map<String, List<String>> members, String parent) {
        return members.entrySet()
                .stream()
                .map(member -> MemberRequest.voter(member.getKey(), member.getValue(),
                        directory.resolve(parent).resolve(member.getKey() + ".etcd")))
                .toList();
    }

    private Path runTool(EtcdVersion version, Path snapshot, Map<String, List<String>> members, boolean bump)
            throws IOException {
        RestorePlan plan = RestoreFixture.plan(snapshot, requests(members, "theirs-" + version),
                request -> Restores.bumped(request, bump).target(Restores.minor(version)));
        PlannedMember member = plan.members().get(members.size() > 1 ? COMPARED : 0);
        Path bin = Judges.etcd(version).getParent();
        new Tool(Path.of("/bin/sh"), List.of("-c")).run(
                "PATH='" + bin + "':$PATH\n" + RestoreCommands.of(plan, member).text()).ok();
        return member.dataDir().orElseThrow();
    }

    /** The names of all files and directories, with their permissions. */
    private static Map<String, String> files(Path dataDir) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(dataDir)) {
            for (Path path : paths.toList()) {
                files.put(dataDir.relativize(path).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        return files;
    }

    private static Path database(Path dataDir) {
        return dataDir.resolve("member/snap/db");
    }

    private static Path snap(Path dataDir) throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("member/snap"))) {
            return files.filter(file -> file.toString().endsWith(".snap")).findFirst().orElseThrow();
        }
    }

    /** The beginning of the log; the rest is zeros. */
    private static String wal(Path dataDir) throws IOException {
        Path wal = dataDir.resolve("member/wal/0000000000000000-0000000000000000.wal");
        assertThat(wal).hasSize(WAL_SIZE);
        try (InputStream bytes = Files.newInputStream(wal)) {
            byte[] head = bytes.readNBytes(WAL_HEAD);
            int end = head.length;
            while (end > 0 && head[end - 1] == 0) {
                end--;
            }
            assertThat(end).isBetween(1, WAL_HEAD / 2);
            return HexFormat.of().formatHex(Arrays.copyOf(head, end));
        }
    }

    private static void assertSameDatabase(Path ours, Path theirs) throws IOException {
        Map<String, Map<String, String>> expected = content(theirs);
        Map<String, Map<String, String>> actual = content(ours);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((bucket, records) -> assertThat(actual.get(bucket)).as(bucket).isEqualTo(records));
    }

    /** Every record by bucket and key. */
    private static Map<String, Map<String, String>> content(Path database) throws IOException {
        Map<String, Map<String, String>> content = new LinkedHashMap<>();
        try (ByteSource source = ByteSource.open(database)) {
            BoltFile.open(source).walk(bucket -> {
                Map<String, String> records = new LinkedHashMap<>();
                content.put(bucket.name() + " sequence " + bucket.sequence(), records);
                return leaf -> {
                    for (int i = 0; i < leaf.count(); i++) {
                        records.put(HexFormat.of().formatHex(leaf.key(i)), HexFormat.of().formatHex(leaf.value(i)));
                    }
                };
            }, Progress.NONE);
        }
        return content;
    }
}
