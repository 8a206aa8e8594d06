package org.etcdrecovery.core.restore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * What a restore changes in the database, bucket by bucket. The result is the one of {@code etcdutl snapshot restore}
 * of 3.5 and later, key for key, whatever the target: the tool of 3.4 leaves the old members behind.
 */
final class DatabaseEdits {
    /** The buckets that every restored database has, and what changes in them; other buckets pass as they are. */
    private final SortedMap<byte[], Edit> edits = new TreeMap<>(Arrays::compareUnsigned);

    DatabaseEdits(RestorePlan plan) {
        // One raft entry a member stands in the new log, of term 1, and all of them are applied here already.
        Edit meta = Edit.put(bytes("consistent_index"), bigEndian(plan.members().size()))
                .then(Edit.put(bytes("term"), bigEndian(1)));
        Edit key = Edit.NONE;
        if (plan.marksCompacted()) {
            byte[] revision = new Revision(plan.lastRevision(), 0).toKey();
            key = Edit.append(revision, new byte[0]);
            meta = meta.then(Edit.put(bytes("scheduledCompactRev"), revision));
        }
        edits.put(bytes("key"), key);
        edits.put(bytes("meta"), meta);
        edits.put(bytes("cluster"), Edit.NONE);
        edits.put(bytes("members"), Edit.replaceBy(records(plan.members())));
        edits.put(bytes("members_removed"), Edit.replaceBy(Map.of()));
        if (plan.clearAlarms()) {
            edits.put(bytes("alarm"), Edit.replaceBy(Map.of()));
        }
    }

    /** What changes in a bucket. */
    Edit of(byte[] bucket) {
        return edits.getOrDefault(bucket, Edit.NONE);
    }

    /** The names of the buckets that the database has even when the snapshot lacks them, in order. */
    List<byte[]> required() {
        return List.copyOf(edits.keySet());
    }

    private static Map<byte[], byte[]> records(List<PlannedMember> members) {
        Map<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);
        for (PlannedMember member : members) {
            records.put(bytes(Member.hex(member.id())), member.toRecord().toJson());
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
