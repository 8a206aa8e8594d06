package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;

/** All that one pass over the bucket {@code key} finds out. */
final class Keyspace {
    private final KeyHistory history;
    private final KeyspaceHash hash;
    private final LivingKeys living;
    private final Set<Long> leases;
    private final LivingRecords records;
    private final Continuity continuity;
    private final FindingLog log;

    private Keyspace(Compaction compaction, Set<Long> leases, KeyHistory.RecordProblems problems, FindingLog log) {
        this.log = log;
        this.continuity = new Continuity(compaction, log);
        this.records = LivingRecords.checking(continuity.steps());
        this.leases = leases;
        this.hash = KeyspaceHash.alsoBeforeBump(records, compaction.revision());
        this.living = new LivingKeys(records, leases);
        this.history = KeyHistory.checkingSteps(records, new KeyStep(compaction), problems,
                (leaf, element, record, keyValue) -> {
                    continuity.record(leaf, element, record, keyValue);
                    hash.record(leaf, element, record, keyValue);
                    living.record(leaf, element, record, keyValue);
                });
    }

    /**
     * Prepares the pass: what it has to know stands in buckets that a walk comes by after it. Of what is damaged there
     * nothing is said yet.
     *
     * @param log      hears of records that are not of one moment
     * @param progress may cancel it
     */
    static Keyspace of(BoltFile file, KeyHistory.RecordProblems problems, FindingLog log, Progress progress)
            throws IOException {
        Set<Long> leases = new HashSet<>();
        LeaseBucket leaseBucket = new LeaseBucket((_, _, _) -> {}, lease -> leases.add(lease.getId()));
        file.walk(bucket -> bucket.name().equals("lease") ? leaseBucket : null, _ -> {}, progress);
        return new Keyspace(Compaction.in(file, progress), leases, problems, log);
    }

    /** Tells what the records say together, once the bucket has been seen. */
    void reportContinuity(ByteSource file) throws IOException {
        continuity.report(records, file);
    }

    /** Tells of a last record below the compaction, in a file that carries no proof; after the rest was told. */
    void checkEnd(ClusterRecords cluster) {
        Continuity.checkEnd(history.lastRevision().main(), cluster.compaction(),
                cluster.storageVersion().isPresent() || continuity.hasLeftovers(), log);
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
