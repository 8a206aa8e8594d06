package org.etcdrecovery.core.contents.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.FileIdentity;
import org.etcdrecovery.core.snapshot.HistoryListener;
import org.etcdrecovery.core.snapshot.PassListener;
import org.etcdrecovery.core.snapshot.SmallBucket;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.text.HumanSize;
import org.jspecify.annotations.Nullable;

/**
 * Collects the keys and records of a snapshot in the pass of an {@link org.etcdrecovery.core.snapshot.Inspector}, and makes
 * a {@link KeyIndex} of them after the verdict. Serves one pass.
 *
 * <p>The pass knows which record of the same key each record follows. So a key is stored once, when it is created; a later
 * record takes the position of its key from the record before it. A key that was deleted and created again is stored again;
 * both become one when the keys are sorted.
 *
 * <p>If the index would take too much memory, the collector forgets everything and lets the pass go on.
 */
public final class KeyCollector implements PassListener, HistoryListener {
    /** The part of the heap that an index may take while it is made. */
    private static final double PART_OF_HEAP = 0.6;
    /** What a key takes while the index is made, apart from its bytes: among others an array and a word to sort by. */
    private static final int BYTES_PER_KEY = 24;
    /** What a record takes while the index is made: six columns. */
    private static final int BYTES_PER_RECORD = 24;

    private final long budget;
    private final SmallBucket meta = new SmallBucket();
    private final Queue<Batch> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Batch> free = new ConcurrentLinkedQueue<>();
    private @Nullable CollectedRecords records = new CollectedRecords();
    private volatile @Nullable String refusal;
    private Batch batch = new Batch();
    private long lastRevision;
    private long transaction;
    private @Nullable FileIdentity file;
    private boolean ended;

    /** Takes most of the memory that this program may use, if need be. */
    KeyCollector() {
        this((long) (Runtime.getRuntime().maxMemory() * PART_OF_HEAP));
    }

    /** @param budget how many bytes of memory may be used to make the index */
    KeyCollector(long budget) {
        this.budget = budget;
    }

    @Override
    public void begin(SnapshotFile opened, BoltFile bolt) {
        file = opened.identity();
        transaction = bolt.meta().txid();
    }

    @Override
    public LeafVisitor bucket(Bucket bucket) {
        return bucket.name().equals(BucketName.META) ? meta : LeafVisitor.none();
    }

    @Override
    public Optional<HistoryListener> history() {
        return Optional.of(this);
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void record(Leaf leaf, int element, int record, KeyValueReader keyValue) {
        lastRevision = Revision.mainOf(leaf.buffer(), leaf.keyStart(element));
        CollectedRecords collected = records;
        if (collected == null || refusal != null) {
            records = null;
            return;
        }
        boolean tombstone = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        try {
            collected.add(record, lastRevision,
                    KeyRecordTable.size(keyValue.keyLength() + keyValue.valueLength(), tombstone));
            batch.add(record, leaf.buffer(), keyValue.keyStart(), keyValue.keyLength());
        } catch (ArithmeticException e) {
            refuse(e);
        }
    }

    @Override
    public void sent() {
        batch.records = records;
        sent.add(batch);
        Batch next = free.poll();
        batch = next == null ? new Batch() : next;
    }

    @Override
    public void linked(int[] previous, int count) {
        Batch linked = sent.remove();
        CollectedRecords collected = linked.records;
        if (collected != null && refusal == null) {
            try {
                linked.link(collected, previous);
                checkMemory(collected);
            } catch (ArithmeticException e) {
                refuse(e);
            }
        }
        linked.clear();
        free.add(linked);
    }

    private void checkMemory(CollectedRecords collected) {
        // The keys are there twice when they are sorted.
        long needed = 2 * collected.arena().bytes() + (long) BYTES_PER_KEY * collected.arena().size()
                + (long) BYTES_PER_RECORD * collected.linked();
        if (needed > budget) {
            refusal = "An index of all keys takes more than the " + HumanSize.of(budget)
                    + " of memory that may be used for it";
        }
    }

    private void refuse(ArithmeticException overflow) {
        refusal = "The keys and revisions are more than an index can hold: " + overflow.getMessage();
    }

    /**
     * Whether there is something to arrange: the pass has ended without finding damage, and the index fits into memory.
     */
    public boolean isUsable() {
        return ended && refusal == null && records != null;
    }

    /** Why there is no index, as a sentence without a full stop; empty if there is one or the file is damaged. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Makes the index of what was collected, on all cores, and forgets it. Call it after the inspection, once.
     *
     * @throws IllegalStateException                      if nothing {@link #isUsable usable} was collected
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public KeyIndex arrange(Progress progress) {
        return arrange("keys", List.of(), progress);
    }

    /** What was collected; empty if that was too much. */
    Optional<CollectedRecords> collected() {
        return refusal == null ? Optional.ofNullable(records) : Optional.empty();
    }

    /** The compact revision; -1 if nothing was compacted. */
    long compactRevision() {
        return Compaction.of(meta).revision();
    }

    /**
     * Makes the index of what was collected.
     *
     * @param name       what the progress is reported for
     * @param unreadable what could not be read of the file
     */
    KeyIndex arrange(String name, List<String> unreadable, Progress progress) {
        CollectedRecords collected = records;
        FileIdentity read = file;
        if (!isUsable() || collected == null || read == null) {
            throw new IllegalStateException("nothing was collected");
        }
        records = null;
        return Arranger.arrange(collected,
                new IndexedState(lastRevision, compactRevision(), transaction, read, unreadable), name,
                progress);
    }

    /** The keys of records whose previous record is not known yet. */
    private static final class Batch {
        private int[] numbers = new int[4096];
        private int[] lengths = new int[4096];
        private byte[] bytes = new byte[1 << 16];
        private int count;
        private int used;
        private @Nullable CollectedRecords records;

        void add(int record, ByteBuffer buffer, int start, int length) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
                lengths = Arrays.copyOf(lengths, 2 * count);
            }
            if (bytes.length - used < length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(used, length)));
            }
            buffer.get(start, bytes, used, length);
            numbers[count] = record;
            lengths[count++] = length;
            used += length;
        }

        void link(CollectedRecords collected, int[] previous) {
            int at = 0;
            for (int i = 0; i < count; i++) {
                if (previous[i] == HistoryListener.NONE) {
                    collected.linkNew(numbers[i], bytes, at, lengths[i]);
                } else {
                    collected.link(numbers[i], previous[i]);
                }
                at += lengths[i];
            }
        }

        void clear() {
            count = 0;
            used = 0;
            records = null;
        }
    }
}
