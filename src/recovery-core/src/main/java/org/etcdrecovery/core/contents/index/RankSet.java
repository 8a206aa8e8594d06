package org.etcdrecovery.core.contents.index;

/** A set of keys by their ranks. Several threads may fill it if each of them has its own words of 64 ranks. */
final class RankSet {
    /** Ranks that share a word. */
    static final int WORD = Long.SIZE;

    private final long[] words;

    RankSet(int size) {
        words = new long[(size + WORD - 1) / WORD];
    }

    void add(int rank) {
        words[rank / WORD] |= 1L << rank;
    }

    /** Adds the ranks from one on, up to but not including another. */
    void addAll(int from, int to) {
        for (int word = from / WORD; word * WORD < to; word++) {
            int first = Math.max(from, word * WORD);
            int end = Math.min(to, (word + 1) * WORD);
            // A shift counts modulo the length of a word.
            words[word] |= (-1L << first) & (-1L >>> -end);
        }
    }

    /** Removes what is not in another set of the same size. */
    void retainAll(RankSet other) {
        for (int word = 0; word < words.length; word++) {
            words[word] &= other.words[word];
        }
    }

    boolean has(int rank) {
        return (words[rank / WORD] & (1L << rank)) != 0;
    }

    /** The first rank of the set from one on; the end if there is none before that. */
    int next(int from, int end) {
        if (from >= end) {
            return end;
        }
        int word = from / WORD;
        long rest = words[word] & (-1L << from);
        while (rest == 0) {
            word++;
            if (word * WORD >= end) {
                return end;
            }
            rest = words[word];
        }
        return Math.min(end, word * WORD + Long.numberOfTrailingZeros(rest));
    }

    /** Whether any of the 64 ranks of a word is in the set. */
    boolean hasAny(int word) {
        return words[word] != 0;
    }

    int words() {
        return words.length;
    }

    long bytes() {
        return (long) words.length * Long.BYTES;
    }
}
