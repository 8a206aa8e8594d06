package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.BucketName;

/** Sorts the buckets of a database in one pass: it hands the keyspace to its reader and stores the small buckets. */
final class EtcdBuckets {
    private final LeafVisitor keys;
    private final boolean copied;
    private final FindingLog log;
    private final ClusterRecords cluster = new ClusterRecords();
    private final LeaseBucket leases;
    private final BucketNames names = new BucketNames();
    private boolean hasKeys;

    /**
     * @param keys   reads the bucket {@code key}
     * @param copied whether pages may come from different moments, because there is no SHA-256 from the server
     */
    EtcdBuckets(LeafVisitor keys, boolean copied, FindingLog log) {
        this.keys = keys;
        this.copied = copied;
        this.log = log;
        this.leases = new LeaseBucket(
                (leaf, element, problem) -> log
                        .add(FindingTexts.record(BucketName.LEASE, leaf.offset(element), problem)),
                _ -> {});
    }

    /** The reader for the leaves of a bucket. */
    LeafVisitor reader(Bucket bucket) {
        names.add(bucket);
        LeafVisitor reader = switch (bucket.name()) {
            case BucketName.KEY -> {
                hasKeys = true;
                yield keys;
            }
            case BucketName.LEASE -> leases;
            default -> cluster.bucket(bucket.name()).<LeafVisitor>map(small -> small).orElse(LeafVisitor.none());
        };
        return copied ? leaf -> {
            BucketShape.check(bucket, leaf, log);
            reader.leaf(leaf);
        } : reader;
    }

    /** Whether there is a bucket {@code key}, which every etcd database has. */
    boolean hasKeys() {
        return hasKeys;
    }

    ClusterRecords cluster() {
        return cluster;
    }

    BucketNames names() {
        return names;
    }

    /** Reports the buckets that etcd does not have. */
    void reportForeign() {
        names.reportForeign(hasKeys, log);
    }

    /**
     * Reports the small records that a server cannot decode when it starts, or that etcd does not have.
     *
     * @param lastRevision the revision of the last change
     */
    void checkRecords(long lastRevision) {
        BucketShape.checkMeta(cluster.meta(), log);
        cluster.checkRecords(leases, lastRevision, log);
    }
}
