package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.progress.Progress;

/** All that one pass over the bucket {@code key} finds out. */
final class Keyspace {
    private final KeyHistory history;
    private final KeyspaceHash hash;
    private final LivingKeys living;
    private final Set<Long> leases;

    private Keyspace(long compactRevision, Set<Long> leases, KeyHistory.RecordProblems problems) {
        LivingRecords records = new LivingRecords(true);
        this.leases = leases;
        this.hash = KeyspaceHash.alsoBeforeBump(records, compactRevision);
        this.living = new LivingKeys(records, leases);
        this.history = KeyHistory.findingNewest(Long.MAX_VALUE, records, problems,
                (leaf, element, record, keyValue) -> {
                    hash.record(leaf, element, record, keyValue);
                    living.record(leaf, element, record, keyValue);
                });
    }

    /**
     * Prepares the pass: what it has to know stands in buckets that a walk comes by after it. Of what is damaged there
     * nothing is said yet.
     */
    static Keyspace of(BoltFile file, KeyHistory.RecordProblems problems) throws IOException {
        SmallBucket meta = new SmallBucket();
        Set<Long> leases = new HashSet<>();
        LeaseBucket leaseBucket = new LeaseBucket((_, _, _) -> {}, lease -> leases.add(lease.getId()));
        file.walk(bucket -> switch (bucket.name()) {
            case "meta" -> meta;
            case "lease" -> leaseBucket;
            default -> null;
        }, _ -> {}, Progress.NONE);
        return new Keyspace(Compaction.of(meta).revision(), leases, problems);
    }

    /** Has to see the bucket. */
    KeyHistory history() {
        return history;
    }

    /** What a member answers to HashKV, and before the record of a revision bump. */
    KeyspaceHash hash() {
        return hash;
    }

    LivingKeys living() {
        return living;
    }

    /** The leases that exist. */
    Set<Long> leases() {
        return leases;
    }
}
