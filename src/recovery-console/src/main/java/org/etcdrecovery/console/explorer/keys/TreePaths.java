package org.etcdrecovery.console.explorer.keys;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.etcdrecovery.console.explorer.keys.TreeRows.Row;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtrees;

/** The ways through the tree of keys: from a prefix up to its parents, and down to what is to be opened. */
final class TreePaths {
    private TreePaths() {}

    /** The prefix of which a prefix is a child. */
    static byte[] parentOf(byte[] prefix) {
        for (int at = prefix.length - 2; at > 0; at--) {
            if (prefix[at] == '/') {
                return Arrays.copyOf(prefix, at + 1);
            }
        }
        return new byte[0];
    }

    /** Where there is something to compare: below the only root. */
    static byte[] firstLevel(TreeRows rows) {
        byte[] prefix = new byte[0];
        for (int row = 0; row < rows.size() && rows.get(row).open() && rows.get(row).depth() == row; row++) {
            prefix = rows.get(row).subtree().prefix();
        }
        return prefix;
    }

    /** The prefix, or the nearest above it that still has keys. */
    static byte[] nearest(KeyState state, byte[] prefix) {
        byte[] level = prefix;
        while (level.length > 0 && state.totals(level).keys() == 0) {
            level = parentOf(level);
        }
        return level;
    }

    /** Opens a subtree again that was open in another state, if it still exists. */
    static void reopen(KeyState state, TreeRows rows, byte[] prefix) {
        OptionalInt row = rows.rowOf(prefix);
        if (row.isPresent() && Arrays.equals(rows.get(row.getAsInt()).subtree().prefix(), prefix)) {
            rows.open(row.getAsInt(), state.children(prefix));
        }
    }

    /** Opens what is alone in any case, and everything while there are few rows. */
    static void unfold(KeyState state, TreeRows rows, int few) {
        for (int row = 0; row < rows.size() && (rows.size() <= few || rows.size() == row + 1); row++) {
            Row one = rows.get(row);
            if (one.subtree().expandable() && !one.open()) {
                Subtrees children = state.children(one.subtree().prefix());
                boolean alone = rows.size() == row + 1 && row == one.depth();
                if (alone || rows.size() + children.size() <= few) {
                    rows.open(row, children);
                }
            }
        }
    }

    /**
     * A subtree that is to be opened.
     *
     * @param prefix   its prefix
     * @param children what it shows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Opened(byte[] prefix, Subtrees children) {}

    /**
     * Reads the subtrees on the way to a prefix, the outermost first.
     *
     * @param open whether that of the prefix is wanted too
     */
    static List<Opened> missing(KeyState state, byte[] prefix, boolean open) {
        ArrayDeque<Opened> missing = new ArrayDeque<>();
        if (open) {
            missing.add(new Opened(prefix, state.children(prefix)));
        }
        for (byte[] above = parentOf(prefix); above.length > 0; above = parentOf(above)) {
            missing.addFirst(new Opened(above, state.children(above)));
        }
        return List.copyOf(missing);
    }
}
