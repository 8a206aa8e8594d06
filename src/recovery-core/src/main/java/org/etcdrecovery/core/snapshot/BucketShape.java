package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Set;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.BucketName;

/**
 * Checks that a bucket is one of etcd's and that its records look like what that bucket holds. If a page was overwritten
 * between two reads of a copy, a page of another bucket is often in its place, in order and sound. This class reports
 * only what no server writes, not whether a server can start with a record. Sources: etcd
 * server/storage/schema/bucket.go, schema.go, auth_users.go, auth_roles.go, membership.go.
 */
final class BucketShape {
    private static final Set<String> META_KEYS = Set.of(ClusterRecords.CONSISTENT_INDEX, "term", "confState",
            Compaction.SCHEDULED_KEY, Compaction.FINISHED_KEY, "storageVersion");
    /** Field 1 of wire type 2, the name. */
    private static final byte NAME_TAG = 0x0A;
    private static final int LONGEST_ID = 16;

    private BucketShape() {}

    /** Whether etcd has no bucket of this name. */
    static boolean isForeign(Bucket bucket) {
        return !BucketName.ALL.contains(bucket.name());
    }

    /**
     * Reports the first record of a leaf that does not belong in its bucket. Only for a file without the server's
     * SHA-256: in one that has it, no page can be in the place of another, and the record is as the server had it.
     */
    static void check(Bucket bucket, Leaf leaf, FindingLog log) {
        Shape shape = switch (bucket.name()) {
            case BucketName.AUTH_USERS, BucketName.AUTH_ROLES -> BucketShape::isNamed;
            case BucketName.MEMBERS, BucketName.MEMBERS_REMOVED -> BucketShape::isMemberId;
            default -> (_, _) -> true;
        };
        for (int i = 0; i < leaf.count(); i++) {
            if (!leaf.isBucket(i) && !shape.fits(leaf, i)) {
                log.add(ContinuityTexts.foreignRecord(bucket.name(), leaf.offset(i), leaf.key(i)));
                return;
            }
        }
    }

    /** Reports records in the bucket {@code meta} that etcd does not have there. */
    static void checkMeta(SmallBucket meta, FindingLog log) {
        for (byte[] key : meta.records().keySet()) {
            if (!META_KEYS.contains(new String(key, UTF_8))) {
                log.add(ContinuityTexts.foreignMetaKey(key));
            }
        }
    }

    private interface Shape {
        boolean fits(Leaf leaf, int element);
    }

    /** The first field of a user or role holds its name, which is also its key. */
    private static boolean isNamed(Leaf leaf, int element) {
        ByteBuffer buffer = leaf.buffer();
        int at = leaf.valueStart(element);
        int end = leaf.valueEnd(element);
        if (at == end || buffer.get(at++) != NAME_TAG) {
            return false;
        }
        long length = 0;
        for (int shift = 0; at < end && shift < Integer.SIZE; shift += 7) {
            byte next = buffer.get(at++);
            length |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        if (length != leaf.keyLength(element) || length > end - at) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer.get(at + i) != buffer.get(leaf.keyStart(element) + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMemberId(Leaf leaf, int element) {
        for (int i = leaf.keyStart(element); i < leaf.valueStart(element); i++) {
            if (Character.digit(leaf.buffer().get(i), 16) < 0) {
                return false;
            }
        }
        return leaf.keyLength(element) <= LONGEST_ID;
    }
}
