package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Set;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;

/**
 * Whether a bucket is one of etcd and its records are such as that bucket holds: where a page was overwritten between
 * two reads of a copy, that of another bucket is often found in its place, in order and sound. Only what no server writes
 * is told here; whether a server can start with a record is another question. Sources: etcd
 * server/storage/schema/bucket.go, schema.go, auth_users.go, auth_roles.go, membership.go.
 */
final class BucketShape {
    private static final Set<String> BUCKETS = Set.of("alarm", "auth", "authRoles", "authUsers", "cluster", "key",
            "lease", "members", "members_removed", "meta");
    private static final Set<String> META_KEYS = Set.of(ClusterRecords.CONSISTENT_INDEX, "term", "confState",
            Compaction.SCHEDULED_KEY, Compaction.FINISHED_KEY, "storageVersion");
    /** Field 1, a length and bytes: the name. */
    private static final byte NAME_TAG = 0x0A;
    private static final int LONGEST_ID = 16;

    private BucketShape() {}

    /** Whether etcd has no bucket of this name. */
    static boolean isForeign(Bucket bucket) {
        return !BUCKETS.contains(bucket.name());
    }

    /**
     * Tells of the first record of a leaf that its bucket does not hold. For a copy of a database only: where the
     * SHA-256 of the server follows, no page can be in the place of another, and the record is as the server had it.
     */
    static void check(Bucket bucket, Leaf leaf, FindingLog log) {
        Shape shape = switch (bucket.name()) {
            case "authUsers", "authRoles" -> BucketShape::isNamed;
            case "members", "members_removed" -> BucketShape::isMemberId;
            default -> (_, _) -> true;
        };
        for (int i = 0; i < leaf.count(); i++) {
            if (!leaf.isBucket(i) && !shape.fits(leaf, i)) {
                log.add(ContinuityTexts.foreignRecord(bucket.name(), leaf.offset(i), leaf.key(i)));
                return;
            }
        }
    }

    /** Tells of records in the bucket {@code meta} that etcd does not have there. */
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

    /** A user or role says its name in its first field. */
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
