package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.origin.FileOrigins;
import org.etcdrecovery.core.origin.OriginCheck;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.TrailingHash.State;

/**
 * Determines whether a cluster can be restored from a file, and collects the facts that a plan needs. A separate thread
 * computes the SHA-256 while one pass over the tree checks pages and records, finds the newest record of each key, and
 * computes HashKV.
 */
public final class Inspector {
    private final SnapshotFile file;
    private final Progress progress;
    private final InspectionListener listener;
    private final PassListener passListener;
    private final Quota quota;
    private final FindingLog log;
    private final Optional<FileOrigin> origin;

    private Inspector(SnapshotFile file, Progress progress, InspectionListener listener, PassListener passListener,
            Quota quota) {
        this.file = file;
        this.progress = progress;
        this.listener = listener;
        this.passListener = passListener;
        this.quota = quota;
        this.log = new FindingLog(listener);
        this.origin = FileOrigins.of(file.path());
    }

    /**
     * Inspects a file.
     *
     * @param listener receives findings and results as soon as they are known, on the calling thread
     * @throws IOException                                if the file cannot be opened or read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static Inspection inspect(Path path, Progress progress, InspectionListener listener) throws IOException {
        return inspect(path, progress, listener, Quota.DEFAULT);
    }

    /**
     * Inspects a file that an operator named.
     *
     * @param quota the quota of the servers that will be started
     */
    public static Inspection inspect(SnapshotOpener opener, SnapshotName name, Progress progress,
            InspectionListener listener, Quota quota) throws IOException {
        return inspect(opener, name, progress, listener, quota, PassListener.none());
    }

    /** Inspects a file that an operator named, and passes what it reads to a listener. */
    public static Inspection inspect(SnapshotOpener opener, SnapshotName name, Progress progress,
            InspectionListener listener, Quota quota, PassListener passListener) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return inspect(file, progress, listener, passListener, quota);
        }
    }

    /** Inspects an open file, which stays open and remembers its hashes. */
    public static Inspection inspect(SnapshotFile file, Progress progress, InspectionListener listener)
            throws IOException {
        return inspect(file, progress, listener, PassListener.none());
    }

    /**
     * Inspects an open file and passes what it reads to a listener, which then does not have to read the file itself.
     */
    public static Inspection inspect(SnapshotFile file, Progress progress, InspectionListener listener,
            PassListener passListener) throws IOException {
        return inspect(file, progress, listener, passListener, Quota.DEFAULT);
    }

    /** Inspects a file that is to be restored for servers with this quota. */
    public static Inspection inspect(Path path, Progress progress, InspectionListener listener, Quota quota)
            throws IOException {
        try (SnapshotFile file = SnapshotFile.open(path)) {
            return inspect(file, progress, listener, PassListener.none(), quota);
        }
    }

    private static Inspection inspect(SnapshotFile file, Progress progress, InspectionListener listener,
            PassListener passListener, Quota quota) throws IOException {
        return new Inspector(file, progress, listener, passListener, quota).inspect();
    }

    /**
     * What the inspection learns about the file, apart from findings.
     *
     * @param remains what is readable of a damaged file; empty for any other
     */
    private record Known(Optional<SnapshotFacts> facts, Optional<Remains> remains, NewestRecords newest) {
        static Known nothing() {
            return new Known(Optional.empty(), Optional.empty(), NewestRecords.UNKNOWN);
        }

        static Known of(Remains remains) {
            return new Known(Optional.empty(), Optional.of(remains), NewestRecords.UNKNOWN);
        }

        static Known of(SnapshotFacts facts, NewestRecords newest) {
            return new Known(Optional.of(facts), Optional.empty(), newest);
        }
    }

    /** The results of the pass over the tree. */
    private record Walked(PageCensus census, StatusHash hash, EtcdBuckets buckets, Keyspace keyspace) {
        ClusterRecords cluster() {
            return buckets.cluster();
        }

        KeyHistory history() {
            return keyspace.history();
        }

        Remains remains() {
            return new Remains(history().lastRevision().main(), history().records(),
                    StorageVersions.stated(cluster().meta()));
        }
    }

    private Inspection inspect() throws IOException {
        Known known = look();
        Optional<RecordedOrigin> recorded = known.facts
                .flatMap(facts -> RecordedOrigin.of(file.path(), facts.hashes().sha256()));
        recorded.flatMap(RecordedOrigin::finding).ifPresent(log::add);
        List<Finding> findings = log.findings();
        return new Inspection(file.path(), file.size(), Verdict.of(findings), findings, log.passed(), known.facts,
                known.remains, known.newest, file.packed(), origin, recorded, file.address());
    }

    private Known look() throws IOException {
        if (file.refusal().isPresent()) {
            log.add(file.refusal().get());
            return Known.nothing();
        }
        BoltFile bolt;
        try {
            bolt = file.bolt();
        } catch (MalformedDataException e) {
            log.add(FindingTexts.unreadable(file, e));
            return Known.nothing();
        }
        bolt.metaProblems().forEach(problem -> log.add(FindingTexts.metaPage(problem, !file.endsInHash())));
        FindingTexts.beyondImage(file.size(), bolt.imageSize()).ifPresent(log::add);
        log.finished(Check.FILE);
        file.startHashing(progress);
        passListener.begin(file, bolt);
        return judge(bolt, walk(bolt));
    }

    private Walked walk(BoltFile bolt) throws IOException {
        try (Work work = progress.begin(Stage.CHECK, file.source().name(), bolt.imageSize())) {
            Keyspace keyspace = Keyspace.of(bolt, passListener.history(),
                    (leaf, element, problem) -> log
                            .add(FindingTexts.record(BucketName.KEY, leaf.offset(element), problem)),
                    log,
                    work.preparation());
            EtcdBuckets buckets = new EtcdBuckets(keyspace.history(), !file.endsInHash(), log);
            StatusHash hash = new StatusHash();
            PageCensus census = bolt.check(bucket -> {
                hash.bucket(bucket);
                return visitor(bucket, buckets.reader(bucket), hash);
            }, problem -> log.add(FindingTexts.tree(problem)), work.part());
            return new Walked(census, hash, buckets, keyspace);
        }
    }

    private LeafVisitor visitor(Bucket bucket, LeafVisitor reader, StatusHash hash) throws IOException {
        LeafVisitor beside = log.isSound() ? passListener.bucket(bucket) : LeafVisitor.none();
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) throws IOException {
                hash.leaf(leaf);
                refuseNested(bucket, leaf);
                reader.leaf(leaf);
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

    private Known judge(BoltFile bolt, Walked walked) throws IOException {
        walked.buckets.reportForeign();
        log.finished(Check.TREE);
        walked.keyspace.reportContinuity(file.source());
        // If a file has a hash, the hash shows whether it is all that the server sent.
        if (!file.endsInHash()) {
            walked.keyspace.checkEnd(walked.cluster());
        }
        walked.buckets.checkRecords(walked.history().lastRevision().main());
        boolean damaged = Verdict.of(log.findings()) == Verdict.DAMAGED;
        if (walked.buckets.hasKeys()) {
            log.finished(Check.KEYSPACE);
        } else if (!damaged && file.hashes(progress).trailingHash().state() != State.WRONG) {
            // In a damaged file, the bucket may exist but be unreachable.
            log.add(FindingTexts.notEtcd(walked.buckets.names()));
            return Known.nothing();
        }
        if (damaged || !walked.buckets.hasKeys()) {
            // No facts are computed from damaged data, but it helps to know whether the hash shows the damage too.
            trailingHash(bolt, walked.cluster().compaction());
            return Known.of(walked.remains());
        }
        walked.history().settle();
        passListener.end();
        return Known.of(facts(bolt, walked), NewestRecords.in(file, walked.history()));
    }

    private SnapshotFacts facts(BoltFile bolt, Walked walked) throws IOException {
        Keyspace keyspace = walked.keyspace;
        KeyHistory history = walked.history();
        ClusterRecords cluster = walked.cluster();
        LivingKeys living = keyspace.living();
        Compaction compaction = cluster.compaction();
        SnapshotStatus status = status(bolt, walked);
        listener.counted(status, compaction.revision());
        List<Member> members = cluster.members(log);
        cluster.removedMembers(log);
        List<Alarm> alarms = cluster.alarms(log);
        SnapshotFacts.Revisions revisions = revisions(history, compaction);
        FindingTexts.of(alarms, living, cluster, revisions).forEach(log::add);
        quota.finding(status).ifPresent(log::add);
        cluster.checkUsers(log);
        OrphanedKeys.in(file.source(), keyspace, KeyBucket.listing(progress))
                .ifPresent(keys -> log.add(keys.finding()));
        origin.ifPresent(from -> OriginCheck.of(from, history.lastRevision().main(), cluster.clusterVersion())
                .forEach(log::add));
        log.finished(Check.CLUSTER);
        FileHashes hashes = trailingHash(bolt, compaction);
        return SnapshotFactsBuilder.builder()
                .file(file.path())
                .address(file.address())
                .hashes(hashes)
                .container(file.container(progress))
                .status(status)
                .servedKeys(status.liveKeys() - (living.hasBumpRecord() ? 1 : 0))
                .revisions(revisions)
                .predictedHash(new SnapshotFacts.PredictedHash(keyspace.hash().value(),
                        keyspace.hash().beforeBump(history.recordOfEmptyKey())))
                .members(members)
                .alarms(alarms)
                .leaseCounts(new SnapshotFacts.LeaseCounts(keyspace.leases().size(), living.leasedKeys()))
                .authEnabled(cluster.authEnabled())
                .kubernetes(living.kubernetes())
                .platform(living.platform())
                .encryption(living.encryption())
                .versions(new SnapshotFacts.Versions(cluster.clusterVersion(), cluster.storageVersion()))
                .refusals(cluster.refusals())
                .build();
    }

    /** A server that starts carries the compaction out, so one that is still pending shows that none has started. */
    private static SnapshotFacts.Revisions revisions(KeyHistory history, Compaction compaction) {
        boolean bumped = compaction.isPending() && compaction.scheduled() == history.lastRevision().main()
                && history.recordOfEmptyKey() == history.records() - 1;
        return new SnapshotFacts.Revisions(history.lastRevision(), compaction.revision(), bumped);
    }

    private static SnapshotStatus status(BoltFile bolt, Walked walked) {
        KeyHistory history = walked.history();
        return SnapshotStatusBuilder.builder()
                .hash(walked.hash.value())
                .revision(history.lastRevision().main())
                .liveKeys(history.livingKeys())
                .records(walked.hash.records())
                .tombstones(history.tombstones())
                .totalSize(bolt.imageSize())
                .sizeInUse(walked.census.used() * bolt.meta().pageSize())
                .storageVersion(StorageVersions.stated(walked.cluster().meta()))
                .build();
    }

    private FileHashes trailingHash(BoltFile bolt, Compaction compaction) throws IOException {
        FileHashes hashes = file.hashes(progress);
        FindingTexts.strayBytes(hashes.trailingHash(), file.size(), bolt.imageSize()).ifPresent(log::add);
        FindingTexts.of(hashes.trailingHash(), file.path(), log.isSound() ? compaction.bound() : -1)
                .ifPresent(log::add);
        log.finished(Check.TRAILING_HASH);
        return hashes;
    }
}
