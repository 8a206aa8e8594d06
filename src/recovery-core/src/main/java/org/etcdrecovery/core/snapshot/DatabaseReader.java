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
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far the database of a member has come, in one pass over its tree. Less than an {@link Inspector} does:
 * values are not looked at and nothing is hashed, so that several members can be compared before one is inspected.
 */
public final class DatabaseReader {
    private final FindingLog log;
    private final ClusterRecords cluster = new ClusterRecords();
    private final LastRevision last = new LastRevision();
    private final LeaseBucket leases;
    private boolean hasKeyBucket;

    private DatabaseReader(FindingLog log) {
        this.log = log;
        this.leases = new LeaseBucket(
                (leaf, element, problem) -> log.add(FindingTexts.record("lease", leaf.offset(element), problem)),
                _ -> {});
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
            return new DatabaseReader(log).read(file.bolt(), progress);
        } catch (MalformedDataException e) {
            log.add(FindingTexts.unreadable(file, e));
            return Optional.empty();
        }
    }

    private Optional<DatabaseFacts> read(BoltFile file, Progress progress) throws IOException {
        file.metaProblems().forEach(problem -> log.add(FindingTexts.metaPage(problem)));
        file.walk(this::visitor, problem -> log.add(FindingTexts.tree(problem)), progress);
        log.finished(Finding.Check.TREE);
        cluster.checkRecords(leases, last.main, log);
        if (Verdict.of(log.findings()) == Verdict.DAMAGED) {
            return Optional.empty();
        }
        if (!hasKeyBucket) {
            log.add(FindingTexts.NOT_ETCD);
            return Optional.empty();
        }
        cluster.removedMembers(log);
        long compacted = cluster.compaction().revision();
        return Optional.of(new DatabaseFacts(number(ClusterRecords.CONSISTENT_INDEX), number(ClusterRecords.TERM),
                Math.max(Math.max(last.main, 1), compacted), compacted, cluster.members(log), cluster.alarms(log),
                cluster.authEnabled(), cluster.clusterVersion(), cluster.storageVersion()));
    }

    private @Nullable LeafVisitor visitor(Bucket bucket) {
        if (bucket.name().equals("key")) {
            hasKeyBucket = true;
            return last;
        }
        return bucket.name().equals("lease") ? leases : cluster.bucket(bucket.name()).orElse(null);
    }

    private long number(String key) {
        return cluster.meta()
                .get(key)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> ByteBuffer.wrap(value).getLong())
                .orElse(0L);
    }

    /** The revision of the last record: keys are in the order of revisions. */
    private final class LastRevision implements LeafVisitor {
        private long main;

        @Override
        public void leaf(Leaf leaf) {
            if (leaf.count() == 0) {
                return;
            }
            int element = leaf.count() - 1;
            int key = leaf.keyStart(element);
            String problem = Revision.keyProblem(leaf.buffer(), key, leaf.keyLength(element));
            if (problem == null) {
                main = Revision.mainOf(leaf.buffer(), key);
            } else {
                log.add(FindingTexts.record("key", leaf.offset(element), problem));
            }
        }
    }
}
