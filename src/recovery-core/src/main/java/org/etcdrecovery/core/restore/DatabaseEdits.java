package org.etcdrecovery.core.restore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.plan.PlannedMember;

/**
 * The changes that a restore makes to the database, bucket by bucket. The result matches
 * {@code etcdutl snapshot restore} of 3.5 and later, key for key, for every target: the 3.4 tool leaves the old members
 * behind.
 */
final class DatabaseEdits {
    /** The buckets that every restored database has, with their changes. Other buckets are copied unchanged. */
    private final SortedMap<byte[], Supplier<Edit>> edits = new TreeMap<>(Arrays::compareUnsigned);
    private final RevisionBump bump;
    private final boolean bumped;

    /**
     * @param members      the members of the new cluster
     * @param revisionBump how far to raise the last revision; 0 not to raise it
     * @param clearAlarms  whether to leave out alarms
     */
    DatabaseEdits(List<PlannedMember> members, long revisionBump, boolean clearAlarms) {
        bump = new RevisionBump(revisionBump);
        bumped = revisionBump > 0;
        edits.put(bytes(BucketName.KEY), () -> bumped ? bump : Edit.NONE);
        edits.put(bytes(BucketName.META), () -> meta(members.size()));
        edits.put(bytes(BucketName.CLUSTER), () -> Edit.NONE);
        edits.put(bytes(BucketName.MEMBERS), () -> Edit.replaceBy(records(members)));
        edits.put(bytes(BucketName.MEMBERS_REMOVED), () -> Edit.replaceBy(Map.of()));
        if (clearAlarms) {
            edits.put(bytes(BucketName.ALARM), () -> Edit.replaceBy(Map.of()));
        }
    }

    /** The new log has one raft entry of term 1 for each member, all of them already applied in this database. */
    private Edit meta(int entries) {
        Edit applied = Edit.put(bytes("consistent_index"), bigEndian(entries))
                .then(Edit.put(bytes("term"), bigEndian(1)));
        // The bucket “key” has ended when “meta” begins.
        return bumped ? applied.then(Edit.put(bytes("scheduledCompactRev"), bump.lastRevision())) : applied;
    }

    /** Whether a record is appended to the bucket {@code key}. */
    boolean addsRevision() {
        return bumped;
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
