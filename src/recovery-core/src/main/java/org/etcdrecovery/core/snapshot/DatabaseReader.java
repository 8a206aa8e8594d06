package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/**
 * Reads in one pass over its tree how far a member's database has come, and whether a revision is missing. It does less
 * than an {@link Inspector}: it skips the values and hashes nothing, so that several members can be compared before one
 * is inspected.
 */
public final class DatabaseReader {
    private final FindingLog log;
    /** Whether pages may come from different moments, because there is no SHA-256 from the server. */
    private final boolean copied;

    private DatabaseReader(FindingLog log, boolean copied) {
        this.log = log;
        this.copied = copied;
    }

    /**
     * Reads a database that no server has open.
     *
     * @param listener receives each finding as soon as it is made
     * @return the facts, or empty if the file is damaged or not an etcd database; the findings say why
     * @throws IOException                                if it cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static Optional<DatabaseFacts> read(SnapshotFile file, Consumer<Finding> listener, Progress progress)
            throws IOException {
        FindingLog log = new FindingLog(listener::accept);
        try {
            return new DatabaseReader(log, !file.endsInHash()).read(file.bolt(), file.source().name(), progress);
        } catch (MalformedDataException e) {
            log.add(FindingTexts.unreadable(file, e));
            return Optional.empty();
        }
    }

    private Optional<DatabaseFacts> read(BoltFile file, String name, Progress progress) throws IOException {
        file.metaProblems().forEach(problem -> log.add(FindingTexts.metaPage(problem, copied)));
        try (Work work = progress.begin(Stage.CHECK, name, file.imageSize())) {
            Revisions revisions = new Revisions(Compaction.in(file, work.preparation()), log);
            EtcdBuckets buckets = new EtcdBuckets(revisions, copied, log);
            file.walk(buckets::reader, problem -> log.add(FindingTexts.tree(problem)), work.part());
            return judge(revisions, buckets);
        }
    }

    private Optional<DatabaseFacts> judge(Revisions revisions, EtcdBuckets buckets) {
        ClusterRecords cluster = buckets.cluster();
        buckets.reportForeign();
        log.finished(Finding.Check.TREE);
        revisions.sequence.report(log);
        if (copied) {
            Continuity.checkEnd(revisions.last, cluster.compaction(), cluster.storageVersion().isPresent(), log);
        }
        buckets.checkRecords(revisions.last);
        if (Verdict.of(log.findings()) == Verdict.DAMAGED) {
            return Optional.empty();
        }
        if (!buckets.hasKeys()) {
            log.add(FindingTexts.notEtcd(buckets.names()));
            return Optional.empty();
        }
        cluster.removedMembers(log);
        long compacted = cluster.compaction().revision();
        return Optional.of(new DatabaseFacts(number(cluster.meta(), ClusterRecords.CONSISTENT_INDEX),
                number(cluster.meta(), ClusterRecords.TERM), Math.max(Math.max(revisions.last, 1), compacted),
                compacted,
                cluster.members(log), cluster.alarms(log), cluster.authEnabled(), cluster.clusterVersion(),
                cluster.storageVersion()));
    }

    private static long number(SmallBucket meta, String key) {
        return meta.get(key)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> ByteBuffer.wrap(value).getLong())
                .orElse(0L);
    }

    /** Checks the revisions of the records, which are the keys of the bucket. */
    private static final class Revisions implements LeafVisitor {
        private final RevisionSequence sequence;
        private final FindingLog log;
        private long last;

        Revisions(Compaction compaction, FindingLog log) {
            this.sequence = new RevisionSequence(compaction.bound());
            this.log = log;
        }

        @Override
        public void leaf(Leaf leaf) {
            for (int i = 0; i < leaf.count(); i++) {
                int key = leaf.keyStart(i);
                String problem = Revision.keyProblem(leaf.buffer(), key, leaf.keyLength(i));
                if (problem == null) {
                    last = Revision.mainOf(leaf.buffer(), key);
                    sequence.next(last, Revision.subOf(leaf.buffer(), key));
                } else {
                    log.add(FindingTexts.record(BucketName.KEY, leaf.offset(i), problem));
                }
            }
        }
    }
}
