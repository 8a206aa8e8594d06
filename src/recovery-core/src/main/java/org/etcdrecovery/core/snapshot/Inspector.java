package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.TrailingHash.State;

/**
 * Finds out whether a cluster can be restored from a file, and all that a plan needs to know of it. The SHA-256 is
 * computed on a thread of its own while one pass over the tree checks pages and records, finds the newest record of each
 * key, and computes HashKV.
 */
public final class Inspector {
    private final SnapshotFile file;
    private final Progress progress;
    private final InspectionListener listener;
    private final Companion companion;
    private final Quota quota;
    private final FindingLog log;
    private final StatusHash hash = new StatusHash();
    private final ClusterRecords cluster = new ClusterRecords();
    private final LeaseBucket leaseBucket;
    private final BucketNames buckets = new BucketNames();
    private boolean hasKeyBucket;
    private Optional<Remains> remains = Optional.empty();
    private NewestRecords newest = NewestRecords.UNKNOWN;

    /** Sees what the pass sees, until it turns out that the file is damaged. */
    public interface Companion extends TreeVisitor {
        /** Looks at nothing. */
        static Companion none() {
            return new Companion() {
                @Override
                public LeafVisitor bucket(Bucket bucket) {
                    return LeafVisitor.none();
                }

                @Override
                public void end() {
                    // There is nothing to end.
                }
            };
        }

        @Override
        LeafVisitor bucket(Bucket bucket) throws IOException;

        /** The pass has come to its end and everything was sound. */
        void end() throws IOException;
    }

    private Inspector(SnapshotFile file, Progress progress, InspectionListener listener, Companion companion,
            Quota quota) {
        this.file = file;
        this.progress = progress;
        this.listener = listener;
        this.companion = companion;
        this.quota = quota;
        this.log = new FindingLog(listener);
        this.leaseBucket = new LeaseBucket(problemsOf("lease"), _ -> {});
    }

    /**
     * Inspects a file.
     *
     * @param listener hears of what is found and known as soon as it is, on the calling thread
     * @throws IOException                                when the file cannot be opened or read
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public static Inspection inspect(Path path, Progress progress, InspectionListener listener) throws IOException {
        return inspect(path, progress, listener, Quota.DEFAULT);
    }

    /** Inspects a file that stays open; its hashes are then known to it. */
    public static Inspection inspect(SnapshotFile file, Progress progress, InspectionListener listener)
            throws IOException {
        return inspect(file, progress, listener, Companion.none());
    }

    /** The same with somebody who looks on, so that what reads the file in the same order need not read it again. */
    public static Inspection inspect(SnapshotFile file, Progress progress, InspectionListener listener,
            Companion companion) throws IOException {
        return inspect(file, progress, listener, companion, Quota.DEFAULT);
    }

    /** Inspects a file that is to be restored for servers with this quota. */
    public static Inspection inspect(Path path, Progress progress, InspectionListener listener, Quota quota)
            throws IOException {
        try (SnapshotFile file = SnapshotFile.open(path)) {
            return inspect(file, progress, listener, Companion.none(), quota);
        }
    }

    private static Inspection inspect(SnapshotFile file, Progress progress, InspectionListener listener,
            Companion companion, Quota quota) throws IOException {
        Inspector inspector = new Inspector(file, progress, listener, companion, quota);
        Optional<SnapshotFacts> facts = inspector.run();
        List<Finding> findings = inspector.log.findings();
        return new Inspection(file.path(), file.size(), Verdict.of(findings), findings, inspector.log.passed(), facts,
                inspector.remains, inspector.newest);
    }

    private Optional<SnapshotFacts> run() throws IOException {
        BoltFile bolt;
        try {
            bolt = file.bolt();
        } catch (MalformedDataException e) {
            log.add(FindingTexts.unreadable(file, e));
            return Optional.empty();
        }
        bolt.metaProblems().forEach(problem -> log.add(FindingTexts.metaPage(problem, !file.endsInHash())));
        FindingTexts.beyondImage(file.size(), bolt.imageSize()).ifPresent(log::add);
        log.finished(Check.FILE);
        file.startHashing(progress);

        Keyspace keyspace = Keyspace.of(bolt, problemsOf("key"), log);
        PageCensus census = bolt.check(bucket -> pass(bucket, keyspace), problem -> log.add(FindingTexts.tree(problem)),
                progress);
        buckets.reportForeign(hasKeyBucket, log);
        log.finished(Check.TREE);
        keyspace.reportContinuity(file.source());
        // A file with a hash is whole as a server sent it, or the hash is wrong and says so.
        if (!file.endsInHash()) {
            keyspace.checkEnd(cluster);
        }
        BucketShape.checkMeta(cluster.meta(), log);
        cluster.checkRecords(leaseBucket, keyspace.history().lastRevision().main(), log);
        boolean damaged = Verdict.of(log.findings()) == Verdict.DAMAGED;
        if (hasKeyBucket) {
            log.finished(Check.KEYSPACE);
        } else if (!damaged && file.hashes(progress).trailingHash().state() != State.WRONG) {
            // In a file that is damaged the bucket may only be out of reach.
            log.add(FindingTexts.notEtcd(buckets));
            return Optional.empty();
        }
        if (damaged || !hasKeyBucket) {
            // Nothing may be computed from what is damaged, but whether the hash saw it too is worth knowing.
            trailingHash(bolt);
            remains = Optional.of(new Remains(keyspace.history().lastRevision().main(),
                    keyspace.history().records(), StorageVersions.stated(cluster.meta())));
            return Optional.empty();
        }
        return Optional.of(facts(bolt, census, keyspace));
    }

    private KeyHistory.RecordProblems problemsOf(String bucket) {
        return (leaf, element, problem) -> log.add(FindingTexts.record(bucket, leaf.offset(element), problem));
    }

    private LeafVisitor pass(Bucket bucket, Keyspace keyspace) throws IOException {
        hash.bucket(bucket);
        buckets.add(bucket);
        LeafVisitor meaning = switch (bucket.name()) {
            case "key" -> {
                hasKeyBucket = true;
                yield keyspace.history();
            }
            case "lease" -> leaseBucket;
            default -> cluster.bucket(bucket.name()).<LeafVisitor>map(small -> small).orElse(LeafVisitor.none());
        };
        LeafVisitor beside = log.isSound() ? companion.bucket(bucket) : LeafVisitor.none();
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) throws IOException {
                hash.leaf(leaf);
                if (!file.endsInHash()) {
                    BucketShape.check(bucket, leaf, log);
                }
                refuseNested(bucket, leaf);
                meaning.leaf(leaf);
                if (log.isSound()) {
                    beside.leaf(leaf);
                }
            }

            @Override
            public void end() throws IOException {
                if (log.isSound()) {
                    beside.end();
                }
            }
        };
    }

    private void refuseNested(Bucket bucket, Leaf leaf) {
        for (int i = 0; i < leaf.count() && !leaf.isDense(); i++) {
            if (leaf.isBucket(i)) {
                log.add(FindingTexts.nestedBucket(bucket.name(), leaf.offset(i)));
            }
        }
    }

    private SnapshotFacts facts(BoltFile bolt, PageCensus census, Keyspace keyspace) throws IOException {
        companion.end();
        KeyHistory history = keyspace.history();
        newest = NewestRecords.in(file, history.newest());
        LivingKeys living = keyspace.living();
        Compaction compaction = cluster.compaction();
        SnapshotStatus status = status(bolt, census, history);
        listener.counted(status, compaction.revision());
        List<Member> members = cluster.members(log);
        cluster.removedMembers(log);
        List<Alarm> alarms = cluster.alarms(log);
        FindingTexts.of(alarms, living, cluster).forEach(log::add);
        quota.finding(status).ifPresent(log::add);
        cluster.checkUsers(log);
        OrphanedKeys.in(file.source(), keyspace, KeyBucket.listing(progress))
                .ifPresent(keys -> log.add(keys.finding()));
        log.finished(Check.CLUSTER);
        FileHashes hashes = trailingHash(bolt);
        return SnapshotFactsBuilder.builder()
                .file(file.path())
                .hashes(hashes)
                .status(status)
                .servedKeys(status.liveKeys() - (living.hasBumpRecord() ? 1 : 0))
                .revisions(new SnapshotFacts.Revisions(history.lastRevision(), compaction.revision()))
                .predictedHash(new SnapshotFacts.PredictedHash(keyspace.hash().value(), keyspace.hash().beforeBump()))
                .members(members)
                .alarms(alarms)
                .leaseCounts(new SnapshotFacts.LeaseCounts(keyspace.leases().size(), living.leasedKeys()))
                .authEnabled(cluster.authEnabled())
                .kubernetes(living.kubernetes())
                .encryption(living.encryption())
                .versions(new SnapshotFacts.Versions(cluster.clusterVersion(), cluster.storageVersion()))
                .refusals(cluster.refusals())
                .build();
    }

    private SnapshotStatus status(BoltFile bolt, PageCensus census, KeyHistory history) {
        return SnapshotStatusBuilder.builder()
                .hash(hash.value())
                .revision(history.lastRevision().main())
                .liveKeys(history.livingKeys())
                .records(hash.records())
                .tombstones(history.tombstones())
                .totalSize(bolt.imageSize())
                .sizeInUse(census.used() * bolt.meta().pageSize())
                .storageVersion(StorageVersions.stated(cluster.meta()))
                .build();
    }

    private FileHashes trailingHash(BoltFile bolt) throws IOException {
        FileHashes hashes = file.hashes(progress);
        FindingTexts.strayBytes(hashes.trailingHash(), file.size(), bolt.imageSize()).ifPresent(log::add);
        long bound = log.isSound() ? cluster.compaction().bound() : -1;
        FindingTexts.of(hashes.trailingHash(), file.path(), bound).ifPresent(log::add);
        log.finished(Check.TRAILING_HASH);
        return hashes;
    }
}
