package org.etcdrecovery.core.rescue;

import java.util.Arrays;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * Entries of a log that follow each other without a gap. Takes 16 bytes of memory for each.
 *
 * <p>Raft guarantees that two logs of a cluster which have an entry of the same index and term have the same entries up to
 * it. Terms never decrease within a log, and the leader of a term never overwrites its own entries, so an index and a term
 * name one entry at most.
 */
final class EntryRun {
    private static final int FIRST_CAPACITY = 64;

    private final long before;
    private final long beforeTerm;
    private long[] terms = new long[FIRST_CAPACITY];
    private long[] digests = new long[FIRST_CAPACITY];
    private int size;

    /**
     * @param before     the index before the first entry
     * @param beforeTerm its term, if a snapshot record states it; otherwise 0
     */
    EntryRun(long before, long beforeTerm) {
        this.before = before;
        this.beforeTerm = beforeTerm;
    }

    /** Adds an entry. If it has the index of an earlier one, it replaces that one and all after it. */
    void add(WalRecord.Entry entry, long digest) {
        size = (int) (entry.index() - before - 1);
        if (size == terms.length) {
            terms = Arrays.copyOf(terms, 2 * size);
            digests = Arrays.copyOf(digests, 2 * size);
        }
        terms[size] = entry.term();
        digests[size] = digest;
        size++;
    }

    /** Gives up the entries after an index. */
    void cut(long last) {
        size = Math.clamp(last - before, 0, size);
    }

    /** Whether an entry follows the last one, or replaces one of these. */
    boolean takes(WalRecord.Entry entry) {
        return entry.index() > before && entry.index() <= last() + 1;
    }

    /** The index of the first entry. */
    long first() {
        return before + 1;
    }

    /** The index of the last entry. */
    long last() {
        return before + size;
    }

    /** The term of the last entry. */
    long lastTerm() {
        return term(last());
    }

    boolean has(long index) {
        return index > before && index <= last();
    }

    /** The term of an entry, or of the snapshot before the first one; 0 if it is not known. */
    long term(long index) {
        return index == before ? beforeTerm : has(index) ? terms[(int) (index - before - 1)] : 0;
    }

    /** What stands for the content of an entry that it has. */
    long digest(long index) {
        return digests[(int) (index - before - 1)];
    }
}
