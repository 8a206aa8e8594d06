package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.testing.Gateway.bytes;
import static org.etcdrecovery.core.testing.Gateway.deleteOperation;
import static org.etcdrecovery.core.testing.Gateway.putOperation;
import static org.etcdrecovery.core.testing.Gateway.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.etcdrecovery.core.contents.LivingScan;
import org.etcdrecovery.core.contents.index.ExistingKeys;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyRef;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealCluster.HashKv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A keyspace that went back is the one that a server served at that revision, and none of its keys outlives its lease. */
@Tag("judge")
class EarlierRevisionTest {
    private static final long KEPT = 0x2001;
    private static final long REVOKED = 0x2002;
    private static final long LATER = 0x2003;
    private static final byte[] ALL = {0};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void isWhatTheServerServed(EtcdVersion version) throws IOException {
        Path snapshot = directory.resolve("source.db");
        Map<Long, Map<String, String>> served = new TreeMap<>();
        try (RealCluster cluster = RealCluster.fresh(version,
                Files.createDirectory(directory.resolve("source")), 1)) {
            long compacted = write(cluster.gateway());
            long last = cluster.gateway().revision();
            for (long revision = compacted; revision <= last; revision++) {
                served.put(revision, keys(cluster.gateway(), revision));
            }
            cluster.etcdctl(0).run("snapshot", "save", snapshot).ok();
        }
        assertIndexKnows(snapshot, served);
        List<Long> revisions = new ArrayList<>(served.keySet());
        for (long revision : revisions) {
            Path prepared = directory.resolve("prepared.db");
            Preparations.write(SnapshotOpener.plain(), SnapshotName.of(snapshot), prepared, Preparations.bump(1000),
                    asOf(revision), Progress.NONE);
            assertThat(keys(prepared)).as("as of " + revision).isEqualTo(served.get(revision));
            Files.delete(prepared);
        }
        // Some revisions before the last, the keys of the lease that was revoked are back, and the lease is not.
        long orphaned = revisions.get(revisions.size() - 4);
        Map<String, String> then = Objects.requireNonNull(served.get(orphaned));
        assertRestored(version, snapshot, asOf(orphaned), then);
        Map<String, String> withoutLeased = new TreeMap<>(then);
        withoutLeased.values().removeIf(key -> key.contains("lease " + REVOKED) || key.contains("lease " + KEPT));
        assertRestored(version, snapshot, new KeyspaceEdit(OptionalLong.of(orphaned),
                LeaseChoice.parse(List.of(Long.toHexString(KEPT) + "=drop")).orElseThrow(), OptionalLong.empty(), true),
                withoutLeased);
    }

    private static KeyspaceEdit asOf(long revision) {
        return KeyspaceEdit.NONE.withAsOf(OptionalLong.of(revision));
    }

    /** Writes a history with every kind of change, and returns the revision up to which it is compacted. */
    private static long write(Gateway etcd) {
        etcd.grantLease(KEPT, 36_000);
        etcd.grantLease(REVOKED, 36_000);
        for (int i = 0; i < 6; i++) {
            etcd.put("/a/" + i, "first");
        }
        etcd.delete("/a/5");
        long compacted = etcd.revision();
        etcd.compact(compacted);
        etcd.put("/a/1", "second");
        etcd.put(bytes("/leased/1"), bytes("1"), REVOKED);
        etcd.put(bytes("/leased/2"), bytes("2"), REVOKED);
        etcd.put(bytes("/leased/3"), bytes("3"), KEPT);
        etcd.txn(deleteOperation("/a/2"), putOperation("/b/1", "in a transaction"), putOperation("/b/2", "with it"));
        etcd.deletePrefix("/a/");
        etcd.put("/a/2", "created again");
        etcd.put(bytes("/leased/2"), bytes("moved"), KEPT);
        etcd.put("/b/1", "changed");
        etcd.revokeLease(REVOKED);
        etcd.grantLease(LATER, 36_000);
        etcd.put("/c", "last");
        return compacted;
    }

    private void assertRestored(EtcdVersion version, Path snapshot, KeyspaceEdit edit, Map<String, String> expected)
            throws IOException {
        Path place = Files.createTempDirectory(directory, "restored");
        List<Member> members = Member.onFreePorts(place, 1);
        EditedKeyspace edited;
        try (SnapshotFile file = SnapshotFile.open(snapshot)) {
            edited = KeyspaceSurvey.of(file, edit, Progress.NONE);
        }
        RestorePlan made = RestoreFixture.plan(snapshot, Restores.requests(members),
                request -> Restores.bumped(request, true).keyspace(Optional.of(edited)));
        RestorePlan plan = PlanJson.read("plan", PlanJson.write(made));
        assertThat(plan).isEqualTo(made);
        Restorer.restore(plan, Progress.NONE);

        try (RealCluster cluster = RealCluster.start(version, members)) {
            Gateway etcd = cluster.gateway();
            assertThat(etcd.revision()).isEqualTo(plan.revisions().last());
            assertThat(keys(etcd, 0)).isEqualTo(expected);
            assertThat(cluster.hashKv(0)).containsExactly(
                    new HashKv(Integer.toUnsignedLong(plan.hashKv()), plan.revisions().last()));
            assertThat(cluster.logs()).doesNotContain("failed to attach a lease");
            // Would stop the server if the lease of the key did not exist.
            for (JsonNode key : leased(etcd)) {
                etcd.post("/v3/kv/put",
                        request().put("key", key.get("key").binaryValue())
                                .put("value", bytes("x"))
                                .put("ignore_lease", true));
            }
            for (JsonNode lease : etcd.post("/v3/lease/leases", request()).path("leases")) {
                etcd.revokeLease(lease.get("ID").asLong());
            }
            assertThat(leased(etcd)).isEmpty();
        }
    }

    private static List<JsonNode> leased(Gateway etcd) {
        return etcd.post("/v3/kv/range", request().put("key", ALL).put("range_end", ALL))
                .path("kvs")
                .valueStream()
                .filter(key -> key.path("lease").asLong(0) != 0)
                .toList();
    }

    /** The index of the snapshot knows what the server served at every revision. */
    private static void assertIndexKnows(Path snapshot, Map<Long, Map<String, String>> served) throws IOException {
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(snapshot), Progress.NONE);
        assertThat(List.of(index.oldestRevision(), index.lastRevision())).containsExactly(
                Collections.min(served.keySet()), Collections.max(served.keySet()));
        for (Map.Entry<Long, Map<String, String>> then : served.entrySet()) {
            KeyState state = index.asOf(then.getKey(), new Cancellation());
            List<KeyRef> keys = ExistingKeys.of(state);
            assertThat(keys.stream().map(key -> hex(index.key(key.rank())) + " " + key.revision()).toList())
                    .as("as of " + then.getKey())
                    .isEqualTo(then.getValue()
                            .entrySet()
                            .stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue().split(" ", -1)[1])
                            .toList());
        }
    }

    /** The keys that a server serves at a revision, 0 for the last. */
    private static Map<String, String> keys(Gateway etcd, long revision) {
        Map<String, String> keys = new TreeMap<>();
        JsonNode answer = etcd.post("/v3/kv/range",
                request().put("key", ALL).put("range_end", ALL).put("revision", revision));
        answer.path("kvs")
                .valueStream()
                .forEach(key -> keys.put(hex(key.get("key").binaryValue()),
                        state(key.path("create_revision").asLong(), key.path("mod_revision").asLong(),
                                key.path("version").asLong(), key.path("lease").asLong(0),
                                key.get("value").binaryValue())));
        return keys;
    }

    private static Map<String, String> keys(Path snapshot) throws IOException {
        Map<String, String> keys = new TreeMap<>();
        LivingScan.read(SnapshotOpener.plain(), SnapshotName.of(snapshot), (buffer, key) -> {
            byte[] name = new byte[key.keyLength()];
            byte[] value = new byte[key.valueLength()];
            buffer.get(key.keyStart(), name).get(key.valueStart(), value);
            if (name.length > 0) {
                keys.put(hex(name),
                        state(key.createRevision(), key.modRevision(), key.version(), key.lease(), value));
            }
        }, Progress.NONE);
        return keys;
    }

    private static String state(long created, long modified, long version, long lease, byte[] value) {
        return created + " " + modified + " " + version + " lease " + lease + " " + Arrays.hashCode(value);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
