package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index in a pass of its own, and goes on after damage. If the newest state of the file is damaged, the other meta
 * page may lead to the state one commit earlier. That one is taken if the newest state lacks more records of it than it
 * lacks of the newest state; what a compaction removed is not counted.
 */
final class IndexReader {
    private final SnapshotFile file;
    private final ByteSource source;
    private final Progress progress;

    private IndexReader(SnapshotFile file, Progress progress) throws IOException {
        this.file = file;
        this.source = file.source();
        this.progress = progress;
    }

    static KeyIndex read(SnapshotFile file, Progress progress) throws IOException {
        return new IndexReader(file, progress).read();
    }

    /**
     * Visits again the records that an index was read from, and goes on after damage.
     *
     * @throws StaleIndexException if it is another file, or does not have that state any more
     * @throws IOException         if it cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    static void walk(KeyIndex index, SnapshotFile file, LeafVisitor visitor, Progress progress) throws IOException {
        BoltFile bolt = view(index, file);
        LeafVisitor ordered = new OrderedLeaves(visitor);
        bolt.walk(bucket -> bucket.name().equals(BucketName.KEY) ? ordered : null, _ -> {},
                KeyBucket.listing(progress));
    }

    /** The state of a file that an index was read from. */
    static BoltFile view(KeyIndex index, SnapshotFile file) throws IOException {
        IndexedState state = index.state();
        return BoltFile.openDamaged(file.source())
                .stream()
                .filter(view -> view.meta().txid() == state.transaction() && file.identity().equals(state.file()))
                .findFirst()
                .orElseThrow(() -> new StaleIndexException(file.path()));
    }

    private KeyIndex read() throws IOException {
        List<BoltFile> views = BoltFile.openDamaged(source);
        View best = null;
        for (BoltFile bolt : views) {
            if (best == null || (!best.isWhole() && bolt.meta().root() != best.bolt.meta().root())) {
                View view = new View(bolt);
                view.walk();
                if (best == null || best.lacks(view) > view.lacks(best)) {
                    best = view;
                }
            }
        }
        if (best == null || !best.found) {
            throw best != null && best.isWhole()
                    ? KeyBucket.missing(source)
                    : MalformedDataException.damaged(source.name(), 0, "a tree that leads to the bucket “key”",
                            "none that can be read");
        }
        return best.index(best.bolt.equals(views.getFirst()));
    }

    /** What can be read of one state of the file. */
    private final class View {
        private final BoltFile bolt;
        private final KeyCollector collector = new KeyCollector();
        private final ReadableRecords keys = new ReadableRecords(collector);
        private final List<String> unreadable = new ArrayList<>();
        private boolean found;
        private boolean treeDamaged;

        View(BoltFile bolt) {
            this.bolt = bolt;
        }

        void walk() throws IOException {
            collector.begin(file, bolt);
            bolt.walk(this::bucket, problem -> treeDamaged |= problem.kind() == Problem.Kind.FORMAT,
                    KeyBucket.listing(progress));
            keys.finish();
            collector.end();
        }

        private @Nullable LeafVisitor bucket(Bucket bucket) {
            return switch (bucket.name()) {
                case BucketName.KEY -> {
                    found = true;
                    yield new OrderedLeaves(keys);
                }
                case BucketName.META -> collector.bucket(bucket);
                default -> null;
            };
        }

        /** How many records are missing that another state has, and that a compaction has not removed. */
        long lacks(View other) {
            List<long[]> gaps = found ? keys.gaps() : List.of(new long[]{0, Long.MAX_VALUE});
            long compact = found ? collector.compactRevision() : -1;
            return keys.malformed() + survivors(other, gaps, compact) - survivors(this, gaps, compact);
        }

        private static long survivors(View view, List<long[]> gaps, long compact) {
            return view.collector.collected().map(records -> records.surviving(gaps, compact)).orElse(0L);
        }

        boolean isWhole() {
            return !treeDamaged && keys.unreadable().isEmpty();
        }

        KeyIndex index(boolean newest) throws IndexMemoryException {
            if (!newest) {
                unreadable.add("The newest state is damaged; shown is the one that transaction "
                        + Long.toUnsignedString(bolt.meta().txid()) + " wrote.");
            } else if (bolt.metaProblems().stream().anyMatch(problem -> problem.kind() == Problem.Kind.FORMAT)) {
                unreadable.add(
                        "One of the two meta pages cannot be read. If it was the newer one, this is the state before"
                                + " the last commit.");
            }
            unreadable.addAll(keys.unreadable());
            if (unreadable.isEmpty() && treeDamaged) {
                unreadable.add("Pages of other buckets cannot be read; the compact revision may be unknown.");
            }
            if (collector.refusal().isPresent()) {
                throw new IndexMemoryException(collector.refusal().get());
            }
            return collector.arrange(source.name(), unreadable, progress);
        }
    }
}
