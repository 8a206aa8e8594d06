package org.etcdrecovery.core.contents.index;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * The children of a prefix in key order. The list holds four bytes a child, and none if all children are single keys, as in a
 * flat keyspace of millions; each child is counted when it is asked for. Immutable.
 */
public final class Subtrees extends AbstractList<Subtree> implements RandomAccess {
    private final KeyState state;
    private final byte[] prefix;
    private final int size;
    /** How many keys of the state come before the first child. */
    private final long before;
    /** The first key of each child that exists; empty if each child is one key, so that all follow each other. */
    private final int[] ranks;

    private Subtrees(KeyState state, byte[] prefix, int size, long before, int[] ranks) {
        this.state = state;
        this.prefix = prefix.clone();
        this.size = size;
        this.before = before;
        this.ranks = ranks;
    }

    /**
     * Where the name of a child of a prefix ends in a key below it: the index of the {@code /} after it, or -1 if the child
     * is the key itself.
     *
     * @param prefixLength the length of the prefix in bytes
     */
    public static int endOfName(byte[] key, int prefixLength) {
        return ChildScan.endOfName(key, key.length, prefixLength);
    }

    static Subtrees of(KeyState state, byte[] prefix) {
        FrontCodedKeys keys = state.index().keys();
        long before = state.countBefore(keys.ceiling(prefix));
        if (ChildScan.isFlat(keys, prefix)) {
            int size = (int) (state.countBefore(keys.beyond(prefix)) - before);
            return new Subtrees(state, prefix, size, before, new int[0]);
        }
        IntColumn ranks = new IntColumn();
        ChildScan scan = new ChildScan(state, prefix);
        while (scan.next()) {
            if (!scan.isNamed()) {
                ranks.add(scan.rank());
            }
        }
        return new Subtrees(state, prefix, ranks.size(), before, ranks.toArray());
    }

    static List<Subtree> largest(KeyState state, byte[] prefix, int limit) {
        record Sized(int rank, long bytes) {}
        Greatest<Sized> largest = new Greatest<>(limit, Comparator.comparingLong(Sized::bytes)
                .thenComparing(Comparator.comparingInt(Sized::rank).reversed()));
        FrontCodedKeys keys = state.index().keys();
        if (ChildScan.isFlat(keys, prefix)) {
            int end = keys.beyond(prefix);
            for (int rank = state.next(keys.ceiling(prefix)); rank < end; rank = state.next(rank + 1)) {
                largest.offer(new Sized(rank, state.size(rank)));
            }
            return children(state, prefix, largest.list().stream().mapToInt(Sized::rank));
        }
        ChildScan scan = new ChildScan(state, prefix);
        while (limit > 0 && scan.next()) {
            long bytes = scan.isSubtree()
                    ? state.totals(scan.rank(), scan.end()).bytes()
                    : state.size(scan.rank());
            int rank = scan.rank();
            if (scan.isNamed()) {
                // A key that is the name of a subtree counts with it.
                int name = nameOf(state, rank, prefix.length);
                largest.removeIf(sized -> sized.rank == name);
                bytes += state.size(name);
                rank = name;
            }
            largest.offer(new Sized(rank, bytes));
        }
        return children(state, prefix, largest.list().stream().mapToInt(Sized::rank));
    }

    private static List<Subtree> children(KeyState state, byte[] prefix, IntStream ranks) {
        return ranks.mapToObj(rank -> child(state, prefix, rank)).toList();
    }

    /** The key that is the name of the subtree in which a key lies. */
    private static int nameOf(KeyState state, int rank, int prefixLength) {
        byte[] key = state.index().key(rank);
        return state.index().find(Arrays.copyOf(key, endOfName(key, prefixLength)));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Subtree get(int index) {
        Objects.checkIndex(index, size);
        return child(state, prefix, ranks.length == 0 ? state.rankOfNth(before + index) : ranks[index]);
    }

    /**
     * Where the child is that a key belongs to; -1 if the key is not below the prefix, or no key of its child exists.
     *
     * @param key any key, whether it exists or not
     */
    public int indexOf(byte[] key) {
        if (key.length < prefix.length || !Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
            return -1;
        }
        int slash = endOfName(key, prefix.length);
        FrontCodedKeys keys = state.index().keys();
        int name = keys.find(slash < 0 ? key : Arrays.copyOf(key, slash));
        if (name >= 0 && state.has(name)) {
            return place(name);
        }
        if (slash < 0) {
            return -1;
        }
        byte[] below = Arrays.copyOf(key, slash + 1);
        int rank = state.next(keys.ceiling(below));
        return rank < keys.beyond(below) ? place(rank) : -1;
    }

    private int place(int rank) {
        if (ranks.length > 0) {
            return Math.max(-1, Arrays.binarySearch(ranks, rank));
        }
        long place = state.countBefore(rank) - before;
        return place < size ? (int) place : -1;
    }

    /** The child whose first existing key has this rank. */
    private static Subtree child(KeyState state, byte[] prefix, int rank) {
        FrontCodedKeys keys = state.index().keys();
        KeyRecordTable records = state.index().table();
        byte[] key = keys.key(rank);
        int slash = endOfName(key, prefix.length);
        int nameEnd = slash < 0 ? key.length : slash;
        byte[] below = Arrays.copyOf(key, nameEnd + 1);
        below[nameEnd] = ChildScan.SEPARATOR;
        int from = keys.ceiling(below);
        int to = keys.beyond(below);
        Totals totals = state.totals(from, to);
        int count = records.first(to) - records.first(from);
        boolean expandable = totals.keys() > 0;
        if (slash < 0) {
            totals = totals.plus(new Totals(1, state.size(rank)));
            count += records.first(rank + 1) - records.first(rank);
        }
        return new Subtree(expandable ? below : key, Arrays.copyOfRange(key, prefix.length, nameEnd), totals.keys(),
                totals.bytes(), slash < 0, expandable, rank, count);
    }
}
