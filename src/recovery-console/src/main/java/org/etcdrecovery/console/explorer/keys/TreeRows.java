package org.etcdrecovery.console.explorer.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Subtrees;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a tree of which some subtrees are open. A row is made when it is asked for; the time that takes grows with
 * the number of open subtrees, not with the number of rows.
 */
final class TreeRows {
    /**
     * A row.
     *
     * @param subtree what it shows
     * @param depth   how deep it is, the roots at 0
     * @param open    whether its children follow
     */
    record Row(Subtree subtree, int depth, boolean open) {}

    /** The children of an open subtree, or the roots. */
    private static final class Level {
        private final Subtrees children;
        private final @Nullable Level parent;
        /** The place among the parent's children. */
        private final int place;
        private final TreeMap<Integer, Level> open = new TreeMap<>();
        private int rows;

        Level(Subtrees children, @Nullable Level parent, int place) {
            this.children = children;
            this.parent = parent;
            this.place = place;
            this.rows = children.size();
        }

        void grow(int by) {
            for (Level level = this; level != null; level = level.parent) {
                level.rows += by;
            }
        }

        /** The row of a child, counted from the level's first. */
        int row(int child) {
            int row = child;
            for (Level before : open.headMap(child).values()) {
                row += before.rows;
            }
            return row;
        }
    }

    private record Place(Level level, int child, int depth) {}

    private final Level roots;

    /** A tree with nothing open. */
    TreeRows(Subtrees roots) {
        this.roots = new Level(roots, null, 0);
    }

    int size() {
        return roots.rows;
    }

    /** Makes a row. */
    Row get(int row) {
        Place place = place(row);
        return new Row(place.level.children.get(place.child), place.depth, place.level.open.containsKey(place.child));
    }

    private Place place(int row) {
        if (row < 0 || row >= size()) {
            throw new IndexOutOfBoundsException("row " + row + " of " + size());
        }
        Level level = roots;
        int left = row;
        int depth = 0;
        while (true) {
            Level inner = null;
            int child = left;
            for (Map.Entry<Integer, Level> open : level.open.entrySet()) {
                if (child <= open.getKey()) {
                    break;
                }
                if (child <= open.getKey() + open.getValue().rows) {
                    inner = open.getValue();
                    left = child - open.getKey() - 1;
                    break;
                }
                child -= open.getValue().rows;
            }
            if (inner == null) {
                return new Place(level, child, depth);
            }
            level = inner;
            depth++;
        }
    }

    /** Opens a row, unless it is open. */
    void open(int row, Subtrees children) {
        Place place = place(row);
        if (!place.level.open.containsKey(place.child) && !children.isEmpty()) {
            Level inner = new Level(children, place.level, place.child);
            place.level.open.put(place.child, inner);
            place.level.grow(children.size());
        }
    }

    /** Closes a row and all below it. */
    void close(int row) {
        Place place = place(row);
        Level inner = place.level.open.remove(place.child);
        if (inner != null) {
            place.level.grow(-inner.rows);
        }
    }

    /** The row above a row's siblings; empty for a root. */
    OptionalInt parent(int row) {
        Level level = place(row).level;
        Level above = level.parent;
        return above == null ? OptionalInt.empty() : OptionalInt.of(row(above, level.place));
    }

    private int row(Level level, int child) {
        int row = 0;
        Level at = level;
        int place = child;
        while (true) {
            row += at.row(place);
            if (at.parent == null) {
                return row;
            }
            place = at.place;
            at = at.parent;
            row++;
        }
    }

    /** The row of the innermost shown subtree that a key belongs to; empty if no shown subtree has it. */
    OptionalInt rowOf(byte[] key) {
        Level level = roots;
        int child = level.children.indexOf(key);
        if (child < 0) {
            return OptionalInt.empty();
        }
        for (Level inner = level.open.get(child); inner != null; inner = level.open.get(child)) {
            int next = inner.children.indexOf(key);
            if (next < 0) {
                break;
            }
            level = inner;
            child = next;
        }
        return OptionalInt.of(row(level, child));
    }

    /** The prefixes that are open, outer ones first. */
    List<byte[]> openPrefixes() {
        List<byte[]> prefixes = new ArrayList<>();
        collect(roots, prefixes);
        return prefixes;
    }

    private static void collect(Level level, List<byte[]> prefixes) {
        level.open.forEach((child, inner) -> {
            prefixes.add(level.children.get(child).prefix());
            collect(inner, prefixes);
        });
    }
}
