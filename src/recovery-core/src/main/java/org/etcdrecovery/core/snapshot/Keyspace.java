package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;

/** Everything that one pass over the bucket {@code key} finds out. */
final class Keyspace {
    private final KeyHistory history;
    private final KeyspaceHash hash;
    private final LivingKeys living;
    private final Set<Long> leases;
    private final LivingRecords records;
    private final Continuity continuity;
    private final FindingLog log;

    private Keyspace(Compaction compaction, Set<Long> leases, Optional<HistoryListener> listener,
            KeyHistory.RecordProblems problems, FindingLog log) {
        this.log = log;
        this.continuity = new Continuity(compaction, log);
        this.records = LivingRecords.checking(continuity.steps(), listener.orElse(null));
        this.leases = leases;
        HistoryListener also = listener.orElse(null);
        this.hash = KeyspaceHash.alsoBeforeBump(records, compaction.revision());
        this.living = new LivingKeys(records, leases);
        this.history = KeyHistory.checkingSteps(records, new KeyStep(compaction), problems,
                (leaf, element, record, keyValue) -> {
                    // First, because the others may have the batch applied that this record is in.
                    if (also != null) {
                        also.record(leaf, element, record, keyValue);
                    }
                    continuity.record(leaf, element, record, keyValue);
                    hash.record(leaf, element, record, keyValue);
                    living.record(leaf, element, record, keyValue);
                });
    }

    /**
     * Prepares the pass. It needs facts from buckets that a walk visits after {@code key}, so it reads them first. Damage
     * in them is for that walk to report.
     *
     * @param listener receives the records
     * @param log      receives the findings on records that do not come from one moment
     * @param progress can cancel the reading
     */
    static Keyspace of(BoltFile file, Optional<HistoryListener> listener, KeyHistory.RecordProblems problems,
            FindingLog log, Progress progress) throws IOException {
        Set<Long> leases = new HashSet<>();
        LeaseBucket leaseBucket = new LeaseBucket((_, _, _) -> {}, lease -> leases.add(lease.getId()));
        file.walk(bucket -> bucket.name().equals(BucketName.LEASE) ? leaseBucket : null, _ -> {}, progress);
        return new Keyspace(Compaction.in(file, progress), leases, listener, problems, log);
    }

    /** Reports what the records show together, after the pass. */
    void reportContinuity(ByteSource file) throws IOException {
        continuity.report(records, file);
    }

    /** Reports a last record below the compaction, in a file without a SHA-256; call it after all other reports. */
    void checkEnd(ClusterRecords cluster) {
        Continuity.checkEnd(history.lastRevision().main(), cluster.compaction(),
                cluster.storageVersion().isPresent() || continuity.hasLeftovers(), log);
    }

    /** The visitor for the bucket. */
    KeyHistory history() {
        return history;
    }

    /** HashKV of the file, with and without a revision bump. */
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
