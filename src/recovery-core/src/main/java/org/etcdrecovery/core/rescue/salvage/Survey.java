package org.etcdrecovery.core.rescue.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;
import org.jspecify.annotations.Nullable;

/** One pass over a damaged file: passes on what reads and can be decoded, and counts what is lost. */
final class Survey {
    /** Ranges beyond this number are merged, so that memory does not grow with the damage. */
    private static final int MOST_RANGES = 10_000;

    private final Receiver receiver;
    private final RecordSequence sequence;
    private final KeyValueReader keyValue = new KeyValueReader();
    private final NavigableSet<String> found = new TreeSet<>();
    private final List<LostRange> lostRevisions = new ArrayList<>();
    private final Map<String, Long> lostPlaces = new TreeMap<>();
    private long records;
    private long dropped;
    private long others;
    private long last;
    private long inUse;
    private boolean gap;

    /** Takes what reads. */
    interface Receiver {
        /** Begins a bucket. Buckets come in order; those that are lost do not come. */
        Records bucket(Bucket bucket) throws IOException;
    }

    /** Takes the records of one bucket. */
    interface Records {
        /** A record with a key greater than all before. */
        void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) throws IOException;

        /** Ends the bucket. */
        void end() throws IOException;
    }

    private static final Records COUNTED = new Records() {
        @Override
        public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) {
            // Counting is all that a survey does.
        }

        @Override
        public void end() {
            // Nothing to finish.
        }
    };

    private Survey(Receiver receiver, Compaction compaction) {
        this.receiver = receiver;
        this.sequence = new RecordSequence(compaction.revision());
    }

    /** Counts what reads. */
    static Survey of(BoltFile file, Progress progress) throws IOException {
        return of(file, _ -> COUNTED, progress);
    }

    /** Passes on what reads. */
    static Survey of(BoltFile file, Receiver receiver, Progress progress) throws IOException {
        Survey survey = new Survey(receiver, Compaction.in(file, progress));
        survey.inUse = file.walk(survey::bucket, _ -> {}, progress).used() * file.meta().pageSize();
        return survey;
    }

    private @Nullable LeafVisitor bucket(Bucket bucket) throws IOException {
        boolean follows = found.isEmpty() || found.last().compareTo(bucket.name()) < 0;
        if (!BucketName.ALL.contains(bucket.name()) || !follows) {
            others++;
            return null;
        }
        found.add(bucket.name());
        return new Filter(bucket.name(), receiver.bucket(bucket));
    }

    /** The leaves of one bucket. */
    private final class Filter implements LeafVisitor {
        private final String bucket;
        private final Records target;
        private byte[] previous = {};

        Filter(String bucket, Records target) {
            this.bucket = bucket;
            this.target = target;
        }

        @Override
        public void leaf(Leaf leaf) throws IOException {
            if (leaf.count() > 0 && !follows(leaf)) {
                lost();
                return;
            }
            for (int i = 0; i < leaf.count(); i++) {
                if (!isSound(leaf, i)) {
                    drop(leaf, i);
                    continue;
                }
                if (bucket.equals(BucketName.KEY)) {
                    read(Revision.mainOf(leaf.buffer(), leaf.keyStart(i)),
                            Revision.subOf(leaf.buffer(), leaf.keyStart(i)));
                }
                target.record(leaf.buffer(), leaf.keyStart(i), leaf.keyLength(i), leaf.valueStart(i),
                        leaf.valueLength(i));
            }
        }

        /** Whether a leaf comes after all before it. Within a leaf the keys are in order. */
        private boolean follows(Leaf leaf) {
            if (Arrays.compareUnsigned(previous, leaf.key(0)) >= 0) {
                return false;
            }
            previous = leaf.key(leaf.count() - 1);
            return true;
        }

        private boolean isSound(Leaf leaf, int element) {
            return !leaf.isBucket(element) && switch (bucket) {
                case BucketName.KEY -> isKeyRecord(leaf, element);
                case BucketName.LEASE -> leaf.keyLength(element) == Long.BYTES;
                default -> true;
            };
        }

        private void drop(Leaf leaf, int element) {
            if (bucket.equals(BucketName.KEY)) {
                dropped++;
                int start = leaf.keyStart(element);
                if (Revision.keyProblem(leaf.buffer(), start, leaf.keyLength(element)) == null) {
                    sequence.skipTo(Revision.mainOf(leaf.buffer(), start), Revision.subOf(leaf.buffer(), start));
                }
            } else {
                lostPlaces.merge(bucket, 1L, Long::sum);
            }
        }

        @Override
        public void lost() {
            if (bucket.equals(BucketName.KEY)) {
                gap = true;
            } else {
                lostPlaces.merge(bucket, 1L, Long::sum);
            }
        }

        @Override
        public void end() throws IOException {
            if (gap && bucket.equals(BucketName.KEY)) {
                close(Long.MAX_VALUE);
            }
            target.end();
        }
    }

    /** What a server decodes when it starts; with anything else it stops. */
    private boolean isKeyRecord(Leaf leaf, int element) {
        if (Revision.keyProblem(leaf.buffer(), leaf.keyStart(element), leaf.keyLength(element)) != null
                || keyValue.read(leaf.buffer(), leaf.valueStart(element), leaf.valueLength(element)) != null) {
            return false;
        }
        if (leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH) {
            return keyValue.modRevision() == 0 && keyValue.createRevision() == 0 && keyValue.version() == 0
                    && keyValue.keyLength() > 0;
        }
        if (leaf.valueLength(element) == 0) {
            // What a revision bump leaves.
            return true;
        }
        return keyValue.modRevision() == Revision.mainOf(leaf.buffer(), leaf.keyStart(element))
                && keyValue.createRevision() >= 1
                && keyValue.createRevision() <= keyValue.modRevision()
                && keyValue.version() >= 1;
    }

    private void read(long main, long sub) {
        if (gap) {
            close(main);
            sequence.skipTo(main, sub);
        }
        LostRange missing = sequence.next(main, sub);
        if (missing != null) {
            add(missing);
        }
        records++;
        last = main;
    }

    private void close(long before) {
        gap = false;
        add(new LostRange(last, before, false));
    }

    private void add(LostRange range) {
        lostRevisions.add(lostRevisions.size() < MOST_RANGES
                ? range
                : new LostRange(lostRevisions.removeLast().after(), range.before(), false));
    }

    /** Whether anything of the keyspace reads, or it is empty. */
    boolean hasKeys() {
        return found.contains(BucketName.KEY) && (records > 0 || lostRevisions.isEmpty());
    }

    /** The buckets that every database has and this file lacks. */
    NavigableSet<String> missing() {
        NavigableSet<String> missing = new TreeSet<>(BucketName.ALL);
        missing.removeAll(found);
        return missing;
    }

    /** Records of the keyspace that read. */
    long records() {
        return records;
    }

    /** The size of the pages that the walk reached, in bytes. */
    long inUse() {
        return inUse;
    }

    /** The last revision that reads. */
    long lastRevision() {
        return last;
    }

    /** Records of the keyspace that read and that no server can decode. */
    long dropped() {
        return dropped;
    }

    List<LostRange> lostRevisions() {
        return List.copyOf(lostRevisions);
    }

    /** How many pages or records are lost in each of the other buckets. */
    Map<String, Long> lostPlaces() {
        return lostPlaces;
    }

    /** Buckets that etcd does not have, or that are there twice. */
    long others() {
        return others;
    }

    /** Whether all of the state reads. */
    boolean isWhole() {
        return losses() == 0;
    }

    /** Whether this state reads better than another of the same file: it has more of the keyspace, else loses less. */
    boolean isBetterThan(Survey other) {
        return records != other.records ? records > other.records : losses() < other.losses();
    }

    private long losses() {
        return lostRevisions.size() + dropped + others + missing().size()
                + lostPlaces.values().stream().mapToLong(Long::longValue).sum();
    }
}
