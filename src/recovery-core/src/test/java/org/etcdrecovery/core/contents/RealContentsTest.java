package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.contents.AuthContents.Access;
import org.etcdrecovery.core.contents.AuthContents.Permission;
import org.etcdrecovery.core.contents.SnapshotContents.BucketSize;
import org.etcdrecovery.core.contents.SnapshotContents.KnownMember;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;
import org.etcdrecovery.core.contents.export.Export;
import org.etcdrecovery.core.contents.export.ExportFormat;
import org.etcdrecovery.core.contents.export.Selection;
import org.etcdrecovery.core.contents.index.ExistingKeys;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.LiveKey;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.Shell;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Compares our listing of real snapshots with the servers and etcdctl of all versions. */
@Tag("judge")
class RealContentsTest {
    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void theKeysAreThoseThatTheServerServed(EtcdVersion version, SnapshotContent content) throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, content);

        assertThat(ListedKeys.of(snapshot.file()).stream().map(RealContentsTest::words).toList())
                .isEqualTo(snapshot.keys().stream().map(RealContentsTest::words).toList());
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void theContentsFitTheFacts(EtcdVersion version, SnapshotContent content) throws IOException {
        Path file = Snapshots.of(version, content).file();
        SnapshotFacts facts = Inspector.inspect(file, Progress.NONE, finding -> {}).facts().orElseThrow();

        SnapshotContents contents = SnapshotContents.read(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE);

        assertThat(contents.unreadable()).isEmpty();
        assertThat(contents.members().stream().map(KnownMember::member).toList()).isEqualTo(facts.members());
        assertThat(contents.members()).noneMatch(KnownMember::zombie);
        assertThat(contents.alarms()).isEqualTo(facts.alarms());
        assertThat(contents.alarms()).extracting(Alarm::kind)
                .isEqualTo(content == SnapshotContent.ALARM ? List.of(Alarm.Kind.NOSPACE) : List.of());
        assertThat(contents.leases()).hasSize((int) facts.leaseCounts().leases());
        assertThat(contents.leases().stream().mapToLong(Lease::keys).sum()).isEqualTo(facts.leaseCounts().keys());
        assertThat(contents.buckets().stream().mapToLong(BucketSize::records).sum())
                .isEqualTo(facts.status().records());
        MetaContents meta = contents.meta();
        // 3.4 writes it with the first change of the keyspace.
        assertThat(meta.consistentIndex().isPresent())
                .isEqualTo(version != EtcdVersion.V3_4 || content != SnapshotContent.EMPTY);
        assertThat(meta.term().isPresent()).isEqualTo(version.compareTo(EtcdVersion.V3_5) >= 0);
        assertThat(meta.storageVersion()).isEqualTo(version.hasStorageVersion()
                ? Optional.of(version.minor() + ".0")
                : Optional.empty());
        assertThat(meta.finishedCompaction().orElse(-1)).isEqualTo(facts.revisions().compacted());
    }

    /**
     * The leases, users and roles of the snapshot, queried from a server on a data directory that etcd's own tool
     * restored.
     */
    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void leasesUsersAndRolesAreThoseThatEtcdctlNames(EtcdVersion version, @TempDir Path scratch) throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, SnapshotContent.AUTH);
        List<Member> members = Member.onFreePorts(scratch, 1);
        Member member = members.getFirst();
        Judges.snapshotTool(version)
                .run("snapshot", "restore", snapshot.file(), "--name=" + member.name(),
                        "--data-dir=" + member.dataDir(), "--initial-cluster=" + Member.initialCluster(members),
                        "--initial-advertise-peer-urls=" + member.peerUrl())
                .ok();

        SnapshotContents contents = SnapshotContents.read(SnapshotOpener.plain(), SnapshotName.of(snapshot.file()),
                Progress.NONE);

        try (RealCluster cluster = RealCluster.start(version, members)) {
            Tool etcdctl = cluster.etcdctl().with(snapshot.content().credentials().toArray()).with("--write-out=json");
            assertThat(contents.auth().enabled()).isTrue();
            assertThat(contents.auth().users()).extracting(AuthContents.User::name)
                    .containsExactlyElementsOf(texts(etcdctl.run("user", "list").json().path("users")));
            for (AuthContents.User user : contents.auth().users()) {
                assertThat(user.roles())
                        .isEqualTo(texts(etcdctl.run("user", "get", user.name()).json().path("roles")));
                assertThat(user.password()).isTrue();
            }
            assertThat(contents.auth().roles()).extracting(AuthContents.Role::name)
                    .containsExactlyElementsOf(texts(etcdctl.run("role", "list").json().path("roles")));
            assertThat(contents.auth().roles()).anySatisfy(role -> assertThat(role.permissions())
                    .containsExactly(new Permission(Access.READ, AuthContents.Extent.PREFIX, "/a", "/b")));
            assertIndexKnows(snapshot.file(), cluster.gateway().authenticate("root", "root"));
            assertThat(contents.leases()).hasSize(3);
            for (Lease lease : contents.leases()) {
                JsonNode theirs = etcdctl.run("lease", "timetolive", lease.id().toString(), "--keys").json();
                assertThat(lease.grantedTtl()).isEqualTo(theirs.path("granted-ttl").asLong());
                assertThat(lease.keys()).isEqualTo(theirs.path("keys").size());
                assertThat(LeasedKeys.read(SnapshotOpener.plain(), SnapshotName.of(snapshot.file()),
                        LeaseFilter.of(lease.id()), 100, Progress.NONE).rows())
                        .extracting(row -> Base64.getEncoder().encodeToString(row.key()))
                        .containsExactlyInAnyOrderElementsOf(texts(theirs.path("keys")));
            }
            for (AuthContents.Role role : contents.auth().roles()) {
                // What root may do is not stored; newer servers show it all the same.
                if (!role.name().equals("root")) {
                    JsonNode theirs = etcdctl.run("role", "get", role.name()).json().path("perm");
                    assertThat(theirs.valueStream().map(each -> decoded(each.path("key"))).toList())
                            .isEqualTo(role.permissions().stream().map(Permission::key).toList());
                }
            }
            everyRecordIsWhatTheServerAnswersAtItsRevision(snapshot.file(), etcdctl);
            aScriptPutsWhatWasExported(version, member, etcdctl,
                    snapshot.content().credentials().getFirst().replace("--user=", ""), scratch);
        }
    }

    /** Puts at their own revision, and what was deleted at the revision before. */
    private static void everyRecordIsWhatTheServerAnswersAtItsRevision(Path file, Tool etcdctl) throws IOException {
        SnapshotName name = SnapshotName.of(file);
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE);
        int wanted = LongRun.times(8, 500);
        int left = wanted;
        for (int rank = index.size() - 1; rank >= 0 && left > 0; rank--) {
            byte[] key = index.key(rank);
            String text = new String(key, UTF_8);
            if (!Arrays.equals(text.getBytes(UTF_8), key) || text.indexOf('\0') >= 0 || text.isEmpty()) {
                continue;
            }
            List<KeyRecord> records = new ArrayList<>();
            KeyRecords.visit(SnapshotOpener.plain(), name, key, records::add, Progress.NONE);
            for (KeyRecord record : records) {
                long revision = record.revision().main();
                if (record.tombstone() || revision < index.oldestRevision()) {
                    continue;
                }
                JsonNode theirs = etcdctl.run("get", "--rev=" + revision, "--", text).json().path("kvs").path(0);
                if (theirs.path("mod_revision").asLong() != revision || theirs.path("version")
                        .asLong() != record.version()) {
                    // A later record of the same transaction.
                    continue;
                }
                left--;
                assertThat(theirs.path("create_revision").asLong()).isEqualTo(record.createRevision());
                assertThat(theirs.path("lease").asLong(0)).isEqualTo(record.lease());
                assertThat(theirs.path("value").asString("")).isEqualTo(Base64.getEncoder()
                        .encodeToString(
                                StoredValue.read(SnapshotOpener.plain(), name, record.row(key), record.valueSize())
                                        .orElseThrow()
                                        .head()));
            }
        }
        assertThat(wanted - left).isGreaterThanOrEqualTo(8);
        for (Deletion each : Deletion.latest(SnapshotOpener.plain(), name, index, _ -> true, LongRun.times(3, 1000),
                Progress.NONE).deletions()) {
            String text = new String(each.key(), UTF_8);
            if (each.before().isPresent() && each.deleted().revision() > index.oldestRevision()
                    && Arrays.equals(text.getBytes(UTF_8), each.key()) && text.indexOf('\0') < 0) {
                JsonNode theirs = etcdctl.run("get", "--rev=" + (each.deleted().revision() - 1), "--", text)
                        .json()
                        .path("kvs")
                        .path(0);
                assertThat(theirs.path("mod_revision").asLong()).isEqualTo(each.before().get().modRevision());
                assertThat(etcdctl.run("get", "--rev=" + each.deleted().revision(), "--", text)
                        .json()
                        .path("kvs")
                        .size()).isZero();
            }
        }
    }

    /** What is hard for a shell, an argument or a pipe comes back as it was, from the server that is there already. */
    private static void aScriptPutsWhatWasExported(EtcdVersion version, Member member, Tool etcdctl, String user,
            Path scratch)
            throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("/export/nul", "a\0b\0");
        values.put("/export/lines", "\nfirst\n\nlast\n\n");
        values.put("/export/large", "x y\n".repeat(1 << 18));
        values.put("/export/dash", "-n --help");
        values.put("--export", "key with a dash");
        values.put("/export/end of line\n\n", "key that ends in line feeds");
        values.put("/export/$(id) `id` 'x' \"y\" \\ END", "$(id)\nEND\n`id`");
        values.put("/export/empty", "");
        EtcdFile file = new EtcdFile();
        values.forEach(file::put);
        SnapshotName name = SnapshotName.of(Files.write(scratch.resolve("exported.db"), file.snapshot()));
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE);
        Path script = scratch.resolve("put.sh");
        assertThat(new Export(Selection.of(index.newest()), ExportFormat.ETCDCTL, false)
                .write(SnapshotOpener.plain(), name, script, Progress.NONE)
                .exported()).isEqualTo(values.size());

        try (Shell shell = new Shell(version, scratch)) {
            shell.run("ETCDCTL_ENDPOINTS=" + member.clientUrl() + " ETCDCTL_USER=" + user
                    + " bash put.sh");
        }

        for (Map.Entry<String, String> each : values.entrySet()) {
            JsonNode found = etcdctl.run("get", "--", each.getKey()).json().path("kvs");
            assertThat(found.size()).as(each.getKey()).isEqualTo(1);
            assertThat(found.get(0).path("value").asString("")).as(each.getKey())
                    .isEqualTo(Base64.getEncoder().encodeToString(each.getValue().getBytes(UTF_8)));
        }
    }

    /** As of every revision, the index of the snapshot has the keys that a server on it serves. */
    private static void assertIndexKnows(Path snapshot, Gateway etcd) throws IOException {
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(snapshot), Progress.NONE);
        assertThat(index.unreadable()).isEmpty();
        assertThat(index.lastRevision()).isEqualTo(etcd.revision());
        for (long revision = index.oldestRevision(); revision <= index.lastRevision(); revision++) {
            KeyState state = index.asOf(revision, new Cancellation());
            List<String> ours = ExistingKeys.of(state)
                    .stream()
                    .map(key -> HexFormat.of().formatHex(index.key(key.rank())) + " " + key.revision())
                    .toList();
            JsonNode theirs = etcd.post("/v3/kv/range", Gateway.request()
                    .put("key", new byte[1])
                    .put("range_end", new byte[1])
                    .put("revision", revision)
                    .put("keys_only", true));
            assertThat(ours).as("as of " + revision)
                    .isEqualTo(theirs.path("kvs")
                            .valueStream()
                            .map(key -> HexFormat.of().formatHex(key.path("key").binaryValue()) + " "
                                    + key.path("mod_revision").asLong())
                            .toList());
        }
    }

    /** Every history with every release; {@link #leasesUsersAndRolesAreThoseThatEtcdctlNames} has one always. */
    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    @EnabledIfSystemProperty(named = "recovery.long", matches = "true")
    void theIndexKnowsEveryRevision(EtcdVersion version, SnapshotContent content, @TempDir Path scratch)
            throws IOException {
        Path snapshot = Snapshots.of(version, content).file();
        List<Member> members = Member.onFreePorts(scratch, 1);
        Member member = members.getFirst();
        Judges.snapshotTool(version)
                .run("snapshot", "restore", snapshot, "--name=" + member.name(), "--data-dir=" + member.dataDir(),
                        "--initial-cluster=" + Member.initialCluster(members),
                        "--initial-advertise-peer-urls=" + member.peerUrl())
                .ok();
        try (RealCluster cluster = RealCluster.start(version, members)) {
            Gateway etcd = cluster.gateway();
            assertIndexKnows(snapshot, content == SnapshotContent.AUTH ? etcd.authenticate("root", "root") : etcd);
        }
    }

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void aValueIsWhatWasWritten(EtcdVersion version) throws IOException {
        Path file = Snapshots.of(version, SnapshotContent.HISTORY).file();
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }

        KeyRow row = ListedKeys.of(file)
                .stream()
                .filter(each -> Arrays.equals(each.key(), everyByte))
                .findFirst()
                .orElseThrow();

        assertThat(ListedKeys.value(row, file)).isEqualTo(everyByte);
        assertThat(row.text()).startsWith("\\x00\\x01")
                .contains("\\a\\b\\t\\n\\v\\f\\r", "XYZ[\\\\]")
                .endsWith(
                        "\\xfe\\xff");
    }

    private static String words(KeyRow row) {
        return words(HexFormat.of().formatHex(row.key()), row.createRevision(), row.modRevision(), row.version(),
                row.lease().value(), row.valueSize() + " bytes");
    }

    private static String words(LiveKey key) {
        return words(key.key(), key.createRevision(), key.modRevision(), key.version(), key.lease(),
                key.value().substring(0, key.value().indexOf(',')));
    }

    private static String words(String key, long created, long modified, long version, long lease, String size) {
        return key + " " + created + " " + modified + " " + version + " " + lease + " " + size;
    }

    private static String decoded(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asString("")), UTF_8);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
