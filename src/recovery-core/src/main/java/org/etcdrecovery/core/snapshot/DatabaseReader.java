package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;

/**
 * Reads how far the database of a member has come, in one pass over its tree, and whether a revision is missing. Less
 * than an {@link Inspector} does: values are not looked at and nothing is hashed, so that several members can be compared
 * before one is inspected.
 */
public final class DatabaseReader {
    private final FindingLog log;
    private final ClusterRecords cluster = new ClusterRecords();
    private final BucketNames buckets = new BucketNames();
    private final LeaseBucket leases;
    private final RevisionSequence sequence;
    private final Revisions revisions = new Revisions();
    /** Whether pages may be of different moments: no SHA-256 follows that the server computed. */
    private final boolean copied;
    private boolean hasKeyBucket;

    private DatabaseReader(FindingLog log, Compaction compaction, boolean copied) {
        this.log = log;
        this.copied = copied;
        this.leases = new LeaseBucket(
                (leaf, element, problem) -> log.add(FindingTexts.record("lease", leaf.offset(element), problem)),
                _ -> {});
        this.sequence = new RevisionSequence(compaction.bound());
    }

    /**
     * Reads a database that no server has open.
     *
     * @param listener hears of what is wrong with it
     * @return nothing when it is damaged, or no database of etcd; the findings say why
     * @throws IOException                                when it cannot be read
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public static Optional<DatabaseFacts> read(SnapshotFile file, Consumer<Finding> listener, Progress progress)
            throws IOException {
        FindingLog log = new FindingLog(listener::accept);
        try {
            BoltFile bolt = file.bolt();
            return new DatabaseReader(log, Compaction.in(bolt), !file.endsInHash()).read(bolt, progress);
        } catch (MalformedDataException e) {
            log.add(FindingTexts.unreadable(file, e));
            return Optional.empty();
        }
    }

    private Optional<DatabaseFacts> read(BoltFile file, Progress progress) throws IOException {
        file.metaProblems().forEach(problem -> log.add(FindingTexts.metaPage(problem, copied)));
        file.walk(this::visitor, problem -> log.add(FindingTexts.tree(problem)), progress);
        buckets.reportForeign(hasKeyBucket, log);
        log.finished(Finding.Check.TREE);
        sequence.report(log);
        if (copied) {
            Continuity.checkEnd(revisions.last, cluster.compaction(), cluster.storageVersion().isPresent(), log);
        }
        BucketShape.checkMeta(cluster.meta(), log);
        cluster.checkRecords(leases, revisions.last, log);
        if (Verdict.of(log.findings()) == Verdict.DAMAGED) {
            return Optional.empty();
        }
        if (!hasKeyBucket) {
            log.add(FindingTexts.notEtcd(buckets));
            return Optional.empty();
        }
        cluster.removedMembers(log);
        long compacted = cluster.compaction().revision();
        return Optional.of(new DatabaseFacts(number(ClusterRecords.CONSISTENT_INDEX), number(ClusterRecords.TERM),
                Math.max(Math.max(revisions.last, 1), compacted), compacted, cluster.members(log), cluster.alarms(log),
                cluster.authEnabled(), cluster.clusterVersion(), cluster.storageVersion()));
    }

    private LeafVisitor visitor(Bucket bucket) {
        buckets.add(bucket);
        if (bucket.name().equals("key")) {
            hasKeyBucket = true;
            return revisions;
        }
        LeafVisitor meaning = bucket.name().equals("lease")
                ? leases
                : cluster.bucket(bucket.name()).<LeafVisitor>map(small -> small).orElse(LeafVisitor.none());
        return leaf -> {
            if (copied) {
                BucketShape.check(bucket, leaf, log);
            }
            meaning.leaf(leaf);
        };
    }

    private long number(String key) {
        return cluster.meta()
                .get(key)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> ByteBuffer.wrap(value).getLong())
                .orElse(0L);
    }

    /** The revisions of the records, which are their keys. */
    private final class Revisions implements LeafVisitor {
        private long last;

        @Override
        public void leaf(Leaf leaf) {
            for (int i = 0; i < leaf.count(); i++) {
                int key = leaf.keyStart(i);
                String problem = Revision.keyProblem(leaf.buffer(), key, leaf.keyLength(i));
                if (problem == null) {
                    last = Revision.mainOf(leaf.buffer(), key);
                    sequence.next(last, Revision.subOf(leaf.buffer(), key));
                } else {
                    log.add(FindingTexts.record("key", leaf.offset(i), problem));
                }
            }
        }
    }
}
