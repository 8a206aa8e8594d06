package org.etcdrecovery.core.restore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.NewestRecords;

/** The changes to a database on its way from the snapshot into what is written, bucket by bucket. */
final class DatabaseEdits {
    /** The buckets that the new database has in any case, with their changes. Other buckets are copied unchanged. */
    private final SortedMap<byte[], Supplier<Edit>> edits = new TreeMap<>(Arrays::compareUnsigned);
    private final Optional<RevisionBump> bump;
    private final Optional<EditedKeys> keyspace;

    private DatabaseEdits(Optional<EditedKeys> keyspace, Optional<RevisionBump> bump, boolean clearAlarms) {
        this.keyspace = keyspace;
        this.bump = bump;
        if (keyspace.isPresent() || bump.isPresent()) {
            Edit raising = bump.<Edit>map(raised -> raised).orElse(Edit.NONE);
            edits.put(bytes(BucketName.KEY), () -> keyspace.map(EditedKeys::keys).orElse(Edit.NONE).then(raising));
        }
        keyspace.ifPresent(edited -> edits.put(bytes(BucketName.LEASE), edited::leases));
        edits.put(bytes(BucketName.META), this::mark);
        if (clearAlarms) {
            edits.put(bytes(BucketName.ALARM), () -> Edit.replaceBy(Map.of()));
        }
    }

    /**
     * For another snapshot: only what is asked for. A plain restore rewrites what belongs to the old cluster.
     *
     * @param keyspace    the changes to keys and leases, if any
     * @param bump        the revision bump, if any
     * @param clearAlarms whether to leave out alarms
     */
    static DatabaseEdits ofSnapshot(Optional<EditedKeys> keyspace, Optional<RevisionBump> bump, boolean clearAlarms) {
        return new DatabaseEdits(keyspace, bump, clearAlarms);
    }

    /**
     * For the members of a new cluster. The result matches {@code etcdutl snapshot restore} of 3.5 and later, key for
     * key, for every target: the 3.4 tool leaves the old members behind.
     *
     * @param members     the members of the new cluster
     * @param keyspace    the changes to keys and leases, if any
     * @param bump        the revision bump, if any
     * @param clearAlarms whether to leave out alarms
     */
    static DatabaseEdits ofMembers(List<PlannedMember> members, Optional<EditedKeys> keyspace,
            Optional<RevisionBump> bump, boolean clearAlarms) {
        DatabaseEdits edits = new DatabaseEdits(keyspace, bump, clearAlarms);
        edits.edits.putIfAbsent(bytes(BucketName.KEY), () -> Edit.NONE);
        edits.edits.put(bytes(BucketName.META), () -> edits.applied(members.size()));
        edits.edits.put(bytes(BucketName.CLUSTER), () -> Edit.NONE);
        edits.edits.put(bytes(BucketName.MEMBERS), () -> Edit.replaceBy(records(members)));
        edits.edits.put(bytes(BucketName.MEMBERS_REMOVED), () -> Edit.replaceBy(Map.of()));
        return edits;
    }

    /** The new log has one raft entry of term 1 for each member, all of them already applied in this database. */
    private Edit applied(int entries) {
        return Edit.put(bytes("consistent_index"), bigEndian(entries))
                .then(Edit.put(bytes("term"), bigEndian(1)))
                .then(mark());
    }

    /** Marks as compacted what the bump has passed over. The bucket “key” has ended when “meta” begins. */
    private Edit mark() {
        return bump.map(raising -> Edit.put(bytes(Compaction.SCHEDULED_KEY), raising.raised())).orElse(Edit.NONE);
    }

    /**
     * The newest records of what is written, counted in key order from 0.
     *
     * @param source the newest records of the snapshot
     */
    BitSet newest(NewestRecords source) {
        return keyspace.map(edited -> edited.newest(bump))
                .orElseGet(() -> bump.isPresent() ? source.afterBump() : source.records());
    }

    /** The change to a bucket, requested when the bucket begins. */
    Edit of(byte[] bucket) {
        return edits.getOrDefault(bucket, () -> Edit.NONE).get();
    }

    /** The names of the buckets that the database has even if the snapshot lacks them, in order. */
    List<byte[]> required() {
        return List.copyOf(edits.keySet());
    }

    private static Map<byte[], byte[]> records(List<PlannedMember> members) {
        Map<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);
        for (PlannedMember member : members) {
            records.put(bytes(member.id().toString()), member.toRecord().toJson());
        }
        return records;
    }

    private static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(US_ASCII);
    }
}
