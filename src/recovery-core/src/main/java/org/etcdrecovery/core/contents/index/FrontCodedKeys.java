package org.etcdrecovery.core.contents.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the order of their unsigned bytes, in blocks of 16. The first key of a block is stored whole, each other one as
 * the number of bytes that it shares with the one before it, and the rest:
 *
 * <pre>length, key; 15 × (shared length, rest length, rest)</pre>
 *
 * A key is named by its rank, counted from 0. The keys do not change, and any thread may read them.
 */
final class FrontCodedKeys {
    /** The number of keys in a block. */
    static final int BLOCK = 16;

    /** How many bits of a place are the offset in an array. */
    static final int ARRAY_BITS = 20;
    /** The keys are in arrays of at most this size, unless a block is longer. */
    static final int ARRAY = 1 << ARRAY_BITS;

    private final int size;
    private final byte[][] arrays;
    /** Where each block begins: the number of its array, and below that its offset there. */
    private final int[] blocks;
    /** The last question to which the answer was no. A flat level is asked about again at each revision and with each search. */
    private volatile @Nullable Question lacking;

    private record Question(byte wanted, int from, int to, int skip) {}

    /** Use a {@link KeyEncoder}. */
    FrontCodedKeys(int size, byte[][] arrays, int[] blocks) {
        this.size = size;
        this.arrays = arrays;
        this.blocks = blocks;
    }

    int size() {
        return size;
    }

    long bytes() {
        return Arrays.stream(arrays).mapToLong(array -> array.length).sum() + (long) blocks.length * Integer.BYTES;
    }

    byte[] key(int rank) {
        return cursor(rank).key();
    }

    /** A cursor at a key, or behind the last one if the rank is the size. */
    Cursor cursor(int rank) {
        Cursor cursor = new Cursor();
        cursor.seek(rank);
        return cursor;
    }

    /** The rank of the first key that is not less than these bytes. */
    int ceiling(byte[] bytes) {
        return search(bytes, false);
    }

    /** The rank of the first key that is greater than all keys that begin with these bytes. */
    int beyond(byte[] prefix) {
        return search(prefix, true);
    }

    /** The rank of a key, or {@code -(rank of the first greater key) - 1}. */
    int find(byte[] key) {
        int rank = ceiling(key);
        return rank < size && Arrays.equals(key(rank), key) ? rank : -rank - 1;
    }

    /**
     * Whether one of some keys that follow each other has a byte after its first ones.
     *
     * @param from the rank of the first key
     * @param to   the rank after the last key
     * @param skip how many bytes at the beginning of each key do not count; where it is more than 1, all have these in common
     */
    boolean anyHas(byte wanted, int from, int to, int skip) {
        Question question = new Question(wanted, from, to, skip);
        if (question.equals(lacking)) {
            return false;
        }
        boolean found = blocksHave(wanted, from, to, skip);
        if (!found) {
            lacking = question;
        }
        return found;
    }

    private boolean blocksHave(byte wanted, int from, int to, int skip) {
        int firstWhole = (from + BLOCK - 1) / BLOCK;
        int lastWhole = to / BLOCK;
        if (firstWhole >= lastWhole) {
            return eachHas(wanted, from, to, skip);
        }
        for (int block = firstWhole; block < lastWhole; block++) {
            // The byte that was found may be a length, which only reading the keys tells.
            if (isStored(wanted, block, skip) && eachHas(wanted, block * BLOCK, (block + 1) * BLOCK, skip)) {
                return true;
            }
        }
        return eachHas(wanted, from, firstWhole * BLOCK, skip) || eachHas(wanted, lastWhole * BLOCK, to, skip);
    }

    private boolean eachHas(byte wanted, int from, int to, int skip) {
        for (Cursor cursor = cursor(from); cursor.rank() < to; cursor.next()) {
            if (contains(cursor.bytes(), skip, cursor.length(), wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a block has a byte anywhere after the first bytes of its first key. */
    private boolean isStored(byte wanted, int block, int skip) {
        byte[] array = array(block);
        int start = offset(block);
        int key = start + Varint.length(Varint.get(array, start));
        boolean last = block + 1 == blocks.length
                || blocks[block + 1] >>> ARRAY_BITS != blocks[block] >>> ARRAY_BITS;
        return contains(array, key + skip, last ? array.length : offset(block + 1), wanted);
    }

    private static boolean contains(byte[] bytes, int from, int to, byte wanted) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    private byte[] array(int block) {
        return arrays[blocks[block] >>> ARRAY_BITS];
    }

    private int offset(int block) {
        return blocks[block] & (ARRAY - 1);
    }

    /** @param beyond whether keys that begin with the bytes count as less */
    private int search(byte[] bytes, boolean beyond) {
        int low = 0;
        int high = blocks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (headIsLess(middle, bytes, beyond)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : searchBlock(low - 1, bytes, beyond);
    }

    private boolean headIsLess(int block, byte[] bytes, boolean beyond) {
        byte[] array = array(block);
        int start = offset(block);
        int length = Varint.get(array, start);
        int from = start + Varint.length(length);
        int common = Math.min(length, bytes.length);
        int differs = Arrays.mismatch(array, from, from + common, bytes, 0, common);
        if (differs >= 0) {
            return Byte.compareUnsigned(array[from + differs], bytes[differs]) < 0;
        }
        return length < bytes.length || beyond;
    }

    /** Finds the first key that is not less in a block whose first key is. */
    private int searchBlock(int block, byte[] bytes, boolean beyond) {
        byte[] array = array(block);
        int at = offset(block);
        int length = Varint.get(array, at);
        at += Varint.length(length);
        int matched = common(array, at, length, bytes, 0);
        at += length;
        int end = Math.min(size, (block + 1) * BLOCK);
        for (int rank = block * BLOCK + 1; rank < end; rank++) {
            int shared = Varint.get(array, at);
            at += Varint.length(shared);
            int rest = Varint.get(array, at);
            at += Varint.length(rest);
            if (shared < matched) {
                return rank;
            }
            if (shared == matched) {
                int more = common(array, at, rest, bytes, matched);
                if (more == bytes.length - matched) {
                    if (!beyond) {
                        return rank;
                    }
                } else if (more < rest && Byte.compareUnsigned(array[at + more], bytes[matched + more]) > 0) {
                    return rank;
                }
                matched += more;
            }
            at += rest;
        }
        return end;
    }

    private static int common(byte[] array, int from, int length, byte[] bytes, int matched) {
        int common = Math.min(length, bytes.length - matched);
        int differs = Arrays.mismatch(array, from, from + common, bytes, matched, matched + common);
        return differs >= 0 ? differs : common;
    }

    /** Reads keys one after another. Not thread-safe. */
    final class Cursor {
        private byte[] bytes = new byte[256];
        private int length;
        private int shared;
        private int rank;
        private byte[] array = {};
        private int next;

        private Cursor() {}

        /** Moves to a key. What it shares with the one before it is then not known, and 0. */
        void seek(int target) {
            rank = target;
            length = 0;
            shared = 0;
            if (target < size) {
                rank = target / BLOCK * BLOCK;
                readHead();
                while (rank < target) {
                    next();
                }
                shared = 0;
            }
        }

        /** Moves to the next key. */
        void next() {
            rank++;
            if (rank >= size) {
                length = 0;
                shared = 0;
            } else if (rank % BLOCK == 0) {
                readHead();
            } else {
                shared = readNumber();
                int rest = readNumber();
                length = shared + rest;
                if (length > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
                }
                System.arraycopy(array, next, bytes, shared, rest);
                next += rest;
            }
        }

        private void readHead() {
            int block = rank / BLOCK;
            array = array(block);
            next = offset(block);
            int before = length;
            length = readNumber();
            shared = common(array, next, length, before);
            if (length > bytes.length) {
                bytes = new byte[Math.max(length, 2 * bytes.length)];
            }
            System.arraycopy(array, next, bytes, 0, length);
            next += length;
        }

        private int readNumber() {
            byte first = array[next];
            if (first >= 0) {
                // Nearly always.
                next++;
                return first;
            }
            int number = Varint.get(array, next);
            next += Varint.length(number);
            return number;
        }

        private int common(byte[] head, int from, int headLength, int before) {
            int common = Math.min(headLength, before);
            int differs = Arrays.mismatch(head, from, from + common, bytes, 0, common);
            return differs >= 0 ? differs : common;
        }

        int rank() {
            return rank;
        }

        /** The bytes of the key from index 0 on; overwritten when the cursor moves. */
        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        /** How many bytes the key shares with the one from which the cursor came. */
        int shared() {
            return shared;
        }

        byte[] key() {
            return Arrays.copyOf(bytes, length);
        }
    }
}
