package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bucket {@code key} as a history: finds the keys that exist at its end or at an earlier revision, and the
 * newest record of each.
 */
public final class KeyHistory implements LeafVisitor {
    static final int NO_RECORD = -1;

    private final long upTo;
    private final RecordProblems problems;
    private final RecordVisitor visitor;
    private final KeyValueReader keyValue = new KeyValueReader();
    private final KeyFingerprint fingerprint = new KeyFingerprint();
    private final LivingRecords living;
    private final @Nullable KeyStep step;
    private long records;
    private long tombstones;
    private int recordOfEmptyKey = NO_RECORD;
    private long lastMain;
    private long lastSub;
    private long lastKept;
    private int kept;

    /** Receives the records that are malformed. */
    @FunctionalInterface
    public interface RecordProblems {
        /** Called for a malformed record, with a text that says what is wrong. */
        void found(Leaf leaf, int element, String problem) throws IOException;
    }

    /** Receives the records up to the revision at which the history ends, in key order. */
    @FunctionalInterface
    interface RecordVisitor {
        /**
         * Called for each record.
         *
         * @param record   its number, counted from 0
         * @param keyValue its value
         */
        void record(Leaf leaf, int element, int record, KeyValueReader keyValue);
    }

    private KeyHistory(long upTo, LivingRecords living, @Nullable KeyStep step, RecordProblems problems,
            RecordVisitor visitor) {
        this.upTo = upTo;
        this.living = living;
        this.step = step;
        this.problems = problems;
        this.visitor = visitor;
    }

    /** Counts records, tombstones and keys. */
    static KeyHistory counting(RecordProblems problems) {
        return findingNewest(Long.MAX_VALUE, new LivingRecords(false), problems, (_, _, _, _) -> {});
    }

    /** Also finds the newest record of each key. */
    public static KeyHistory findingNewest(RecordProblems problems) {
        return findingNewest(Long.MAX_VALUE, new LivingRecords(true), problems, (_, _, _, _) -> {});
    }

    /** Finds the newest record of each key as of a revision. */
    public static KeyHistory asOf(long upTo, RecordProblems problems) {
        return findingNewest(upTo, new LivingRecords(true), problems, (_, _, _, _) -> {});
    }

    /**
     * Finds the newest record of each key as of a revision, and passes the records up to there to the visitor.
     * @param living is told of each record before the visitor is
     */
    public static KeyHistory findingNewest(long upTo, LivingRecords living, RecordProblems problems,
            RecordVisitor visitor) {
        return new KeyHistory(upTo, living, null, problems, visitor);
    }

    /**
     * Also passes each record to {@code living} as a step in the history of its key.
     *
     * @param living is told of each record before the visitor is
     */
    static KeyHistory checkingSteps(LivingRecords living, KeyStep step, RecordProblems problems,
            RecordVisitor visitor) {
        return new KeyHistory(Long.MAX_VALUE, living, step, problems, visitor);
    }

    /** Tells a listener about each record and which record of the same key it follows. */
    public static KeyHistory linking(HistoryListener listener, RecordProblems problems) {
        return findingNewest(Long.MAX_VALUE, LivingRecords.linking(listener), problems, listener::record);
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++) {
            int key = leaf.keyStart(i);
            String problem = Revision.keyProblem(buffer, key, leaf.keyLength(i));
            if (problem == null) {
                problem = keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i));
            }
            if (problem == null) {
                record(leaf, i);
                problem = contradiction(leaf, i);
            }
            if (problem != null) {
                problems.found(leaf, i, problem);
            }
            records++;
        }
    }

    private void record(Leaf leaf, int element) {
        ByteBuffer buffer = leaf.buffer();
        int key = leaf.keyStart(element);
        boolean tombstone = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        lastMain = Revision.mainOf(buffer, key);
        lastSub = Revision.subOf(buffer, key);
        if (tombstone) {
            tombstones++;
        }
        if (lastMain > upTo) {
            return;
        }
        lastKept = lastMain;
        kept = ordinal() + 1;
        fingerprint.take(buffer, keyValue.keyStart(), keyValue.keyLength());
        if (step != null) {
            step.take(leaf, element, keyValue);
        }
        if (tombstone) {
            living.delete(fingerprint, ordinal(), step);
        } else {
            living.put(fingerprint, ordinal(), step);
            if (keyValue.keyLength() == 0) {
                recordOfEmptyKey = ordinal();
            }
        }
        visitor.record(leaf, element, ordinal(), keyValue);
    }

    private int ordinal() {
        if (records > Integer.MAX_VALUE) {
            throw new UnsupportedOperationException("more than " + Integer.MAX_VALUE + " records");
        }
        return (int) records;
    }

    /**
     * A put also stores its revision in its value. A flipped bit in either place is the only one found without the
     * hash.
     */
    private @Nullable String contradiction(Leaf leaf, int element) {
        boolean put = leaf.keyLength(element) == Revision.KEY_LENGTH;
        return put && leaf.valueLength(element) > 0 && keyValue.modRevision() != lastMain
                ? "a value of revision " + keyValue.modRevision() + " under revision " + lastMain
                : null;
    }

    /** Waits until the listener has been told which record each record follows. */
    public void settle() {
        living.settle();
    }

    /** The number of keys that exist. */
    long livingKeys() {
        return living.size();
    }

    /** The last revision with a record up to the one at which the history ends; 0 if there is none. */
    public long lastKept() {
        return lastKept;
    }

    /** How many records there are up to the revision at which the history ends. */
    public int kept() {
        return kept;
    }

    /** The number of records, sound or not. */
    long records() {
        return records;
    }

    /** The number of records that delete a key. */
    long tombstones() {
        return tombstones;
    }

    /**
     * The number of the last put of the empty key, which a revision bump writes; {@link #NO_RECORD} if there is none.
     */
    public int recordOfEmptyKey() {
        return recordOfEmptyKey;
    }

    /** The revision of the last record; {@link Revision#ZERO} if there is none. */
    public Revision lastRevision() {
        return new Revision(lastMain, lastSub);
    }

    /** The numbers, counted in key order from 0, of the records that are the newest of a key that exists. */
    public BitSet newest() {
        return living.newest();
    }
}
