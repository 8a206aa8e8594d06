package org.etcdrecovery.core.contents.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.HistoryListener;
import org.etcdrecovery.core.snapshot.SmallBucket;

/**
 * Collects the keys and records of a snapshot while a pass reads them, and makes a {@link KeyIndex} of them afterwards.
 *
 * <p>The pass knows which record of the same key each record follows. So a key is stored once, when it is created; a later
 * record takes the number of its key from the record before it. A key that was deleted and created again is stored again;
 * both become one when the keys are sorted.
 *
 * <p>The empty key is left out: a revision bump leaves a record that reads as one of it, and no client can ask for it.
 */
public final class KeyCollector implements HistoryListener {
    /** The key of a record that belongs to none. No position is -1, because no key begins at the end of a block. */
    private static final int NO_KEY = -1;
    private static final int REPORT_EVERY = 1 << 14;

    private final KeyArena arena = new KeyArena();
    /** The key of each record as its position in the arena; later as its rank. */
    private final IntColumn keys = new IntColumn();
    private final IntColumn codes = new IntColumn();
    private final IntColumn sizes = new IntColumn();
    private final RevisionCodes revisions = new RevisionCodes();
    private final SmallBucket meta = new SmallBucket();
    private final Queue<Batch> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Batch> free = new ConcurrentLinkedQueue<>();
    private Batch batch = new Batch();
    private long lastRevision;

    KeyCollector() {}

    LeafVisitor meta(Bucket bucket) {
        return bucket.name().equals(BucketName.META) ? meta : LeafVisitor.none();
    }

    @Override
    public void record(Leaf leaf, int element, int record, KeyValueReader keyValue) {
        ByteBuffer buffer = leaf.buffer();
        long main = Revision.mainOf(buffer, leaf.keyStart(element));
        boolean tombstone = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        int code = revisions.next(main);
        while (codes.size() < record) {
            // A malformed record.
            codes.add(code);
            sizes.add(0);
        }
        codes.add(code);
        sizes.add(KeyRecordTable.size(keyValue.keyLength() + keyValue.valueLength(), tombstone));
        batch.add(record, buffer, keyValue.keyStart(), keyValue.keyLength());
        lastRevision = main;
    }

    @Override
    public void sent() {
        sent.add(batch);
        Batch next = free.poll();
        batch = next == null ? new Batch() : next;
    }

    @Override
    public void linked(int[] previous, int count) {
        Batch linked = sent.remove();
        int at = 0;
        for (int i = 0; i < count; i++) {
            while (keys.size() < linked.records[i]) {
                keys.add(NO_KEY);
            }
            if (previous[i] != NONE) {
                keys.add(keys.get(previous[i]));
            } else if (linked.lengths[i] == 0) {
                keys.add(NO_KEY);
            } else {
                keys.add(arena.add(linked.bytes, at, linked.lengths[i]));
            }
            at += linked.lengths[i];
        }
        linked.clear();
        free.add(linked);
    }

    /**
     * Arranges what was collected by key. Can be called once.
     *
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    KeyIndex arrange(String name, Progress progress) {
        try (Work work = progress.begin(Stage.LIST, name, arena.size())) {
            FrontCodedKeys sorted = sort(work);
            int[] first = new int[sorted.size() + 1];
            int count = countRecords(first);
            KeyRecordTable records = place(first, count);
            work.advance(0);
            return new KeyIndex(sorted, records, lastRevision, Compaction.of(meta).revision());
        }
    }

    /** Sorts the keys, and leaves in the arena the rank of each. */
    private FrontCodedKeys sort(Work work) {
        int[] positions = arena.positions();
        KeySort.sort(arena, positions);
        FrontCodedKeys.Builder sorted = new FrontCodedKeys.Builder();
        for (int i = 0; i < positions.length; i++) {
            byte[] array = arena.array(positions[i]);
            int start = KeyArena.start(positions[i]);
            KeyArena.setRank(array, start, sorted.add(array, start, KeyArena.length(array, start)));
            if (i % REPORT_EVERY == REPORT_EVERY - 1) {
                work.advance(REPORT_EVERY);
            }
        }
        work.advance(positions.length % REPORT_EVERY);
        return sorted.build();
    }

    /** Replaces the position of each record's key by its rank, and finds the first record of each key. */
    private int countRecords(int[] first) {
        for (int i = 0; i < keys.size(); i++) {
            int position = keys.get(i);
            if (position != NO_KEY) {
                int rank = arena.rank(position);
                keys.set(i, rank);
                first[rank]++;
            }
        }
        int count = 0;
        for (int rank = 0; rank < first.length; rank++) {
            int ofKey = first[rank];
            first[rank] = count;
            count += ofKey;
        }
        return count;
    }

    private KeyRecordTable place(int[] first, int count) {
        int[] codesByKey = new int[count];
        int[] sizesByKey = new int[count];
        int[] next = Arrays.copyOf(first, first.length);
        for (int i = 0; i < keys.size(); i++) {
            int rank = keys.get(i);
            if (rank != NO_KEY) {
                int record = next[rank]++;
                codesByKey[record] = codes.get(i);
                sizesByKey[record] = sizes.get(i);
            }
        }
        return new KeyRecordTable(first, codesByKey, sizesByKey, revisions);
    }

    /** Keys of records whose previous record is not known yet. */
    private static final class Batch {
        private int[] records = new int[4096];
        private int[] lengths = new int[4096];
        private byte[] bytes = new byte[1 << 16];
        private int count;
        private int used;

        void add(int record, ByteBuffer buffer, int start, int length) {
            if (count == records.length) {
                records = Arrays.copyOf(records, 2 * count);
                lengths = Arrays.copyOf(lengths, 2 * count);
            }
            if (bytes.length - used < length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(used, length)));
            }
            buffer.get(start, bytes, used, length);
            records[count] = record;
            lengths[count++] = length;
            used += length;
        }

        void clear() {
            count = 0;
            used = 0;
        }
    }
}
