package org.etcdrecovery.core.contents.index;

import java.util.Arrays;

/**
 * Goes through the children of a prefix that have keys in a state, in the order of the keys. A key that is also the name of a
 * subtree comes twice, as a key and later as the subtree, with {@link #isNamed} set: other children may lie between them,
 * because {@code -} and {@code .} are less than {@code /}.
 */
final class ChildScan {
    static final byte SEPARATOR = '/';
    /** Larger subtrees are left by a search, and not key by key. */
    private static final int FEW = 32;

    private final KeyState state;
    private final FrontCodedKeys keys;
    private final int prefixLength;
    private final int end;
    private final FrontCodedKeys.Cursor cursor;
    /** The lengths of the keys before the current one that it begins with, and that may be names of subtrees. */
    private int[] names = new int[8];
    private int nameCount;
    /** How many bytes all keys since the last child share with it. */
    private int shared;
    private int rank;
    private int next;
    private int length;
    private boolean subtree;
    private boolean named;

    ChildScan(KeyState state, byte[] prefix) {
        this.state = state;
        this.keys = state.index().keys();
        this.prefixLength = prefix.length;
        this.end = keys.beyond(prefix);
        this.next = keys.ceiling(prefix);
        this.cursor = keys.cursor(next);
    }

    /**
     * Where the name of a child ends: the index of the {@code /} after it, or -1 if the child is the whole key.
     *
     * @param length the length of the key
     */
    static int endOfName(byte[] key, int length, int prefixLength) {
        for (int at = startOfSearch(prefixLength); at < length; at++) {
            if (key[at] == SEPARATOR) {
                return at;
            }
        }
        return -1;
    }

    /** Whether keys below a prefix, those that do not exist included, are all children themselves. */
    static boolean isFlat(FrontCodedKeys keys, byte[] prefix) {
        return !keys.anyHas(SEPARATOR, keys.ceiling(prefix), keys.beyond(prefix), startOfSearch(prefix.length));
    }

    private static int startOfSearch(int prefixLength) {
        // At the root, a leading / belongs to the name.
        return Math.max(1, prefixLength);
    }

    /** Moves to the next child; false after the last one. */
    boolean next() {
        rank = next < end ? state.next(next) : end;
        if (rank >= end) {
            return false;
        }
        moveTo(rank);
        while (nameCount > 0 && names[nameCount - 1] > shared) {
            nameCount--;
        }
        int slash = endOfName(cursor.bytes(), cursor.length(), prefixLength);
        subtree = slash >= 0;
        length = subtree ? slash + 1 : cursor.length();
        named = subtree && nameCount > 0 && names[nameCount - 1] == slash;
        shared = cursor.length();
        if (subtree) {
            leave();
        } else {
            if (nameCount == names.length) {
                names = Arrays.copyOf(names, 2 * nameCount);
            }
            names[nameCount++] = length;
            next = rank + 1;
        }
        return true;
    }

    private void moveTo(int target) {
        if (target - cursor.rank() > FEW) {
            jumpTo(target);
            return;
        }
        while (cursor.rank() < target) {
            cursor.next();
            shared = Math.min(shared, cursor.shared());
        }
    }

    private void jumpTo(int target) {
        byte[] before = cursor.key();
        cursor.seek(target);
        int common = Math.min(before.length, cursor.length());
        int differs = Arrays.mismatch(before, 0, common, cursor.bytes(), 0, common);
        shared = Math.min(shared, differs >= 0 ? differs : common);
    }

    /** Finds the end of a subtree. */
    private void leave() {
        for (int i = 0; i < FEW; i++) {
            cursor.next();
            shared = Math.min(shared, cursor.shared());
            if (cursor.rank() >= end || cursor.shared() < length) {
                next = cursor.rank();
                return;
            }
        }
        next = keys.beyond(Arrays.copyOf(cursor.bytes(), length));
        jumpTo(next);
    }

    /** The first key of the child that exists. */
    int rank() {
        return rank;
    }

    /** The first key after the child. */
    int end() {
        return next;
    }

    /** Whether the child is the keys below a name, and not a key. */
    boolean isSubtree() {
        return subtree;
    }

    /** Whether the child is a subtree whose name is also a key, and came as that before. */
    boolean isNamed() {
        return named;
    }
}
