package org.etcdrecovery.console.explorer.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Subtrees;
import org.etcdrecovery.core.contents.index.Totals;

/**
 * Groups the children of a prefix by the letters that their names begin with, where there are so many of about the same size
 * that no picture has space for each.
 */
final class LeadingLetters {
    /** A group with more than one in so many bytes is split further: else it would hide what is in it. */
    private static final int LARGE = 4;

    private final KeyState state;
    private final KeyIndex index;
    /** The length of the prefix whose children are grouped: up to a slash, or 0. */
    private final int base;

    /**
     * Keys that begin with the same bytes.
     *
     * @param prefix the bytes
     * @param totals the keys
     * @param first  how many keys of the state come before them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Group(byte[] prefix, Totals totals, long first) {}

    private LeadingLetters(KeyState state, int base) {
        this.state = state;
        this.index = state.index();
        this.base = base;
    }

    /** Whether a part of a level is such a group, and not a child. */
    static boolean isGroup(Subtree part) {
        return !part.key() && part.prefix()[part.prefix().length - 1] != '/';
    }

    /** The length of the prefix whose children a level shows, all of them or those that begin with some letters. */
    static int baseOf(byte[] level) {
        return level.length > 0 && level[level.length - 1] == '/' ? level.length : TreePaths.parentOf(level).length;
    }

    /**
     * The groups of a level, the largest first. What is alone in a group is shown as the child that it is.
     *
     * @param most the maximum number of groups, unless there are more letters to begin with
     */
    static List<Subtree> of(KeyState state, byte[] level, int most) {
        return new LeadingLetters(state, baseOf(level)).groups(level, most);
    }

    private List<Subtree> groups(byte[] level, int most) {
        List<Subtree> parts = new ArrayList<>();
        PriorityQueue<Group> open = new PriorityQueue<>(
                Comparator.comparingLong((Group group) -> group.totals().bytes()).reversed());
        Group whole = group(level);
        open.addAll(split(whole));
        while (!open.isEmpty()) {
            Group largest = open.remove();
            boolean small = largest.totals().bytes() <= whole.totals().bytes() / LARGE;
            List<Group> split = small || isChild(largest) ? List.of() : split(largest);
            if (!split.isEmpty() && parts.size() + open.size() + split.size() <= most) {
                open.addAll(split);
            } else {
                parts.add(part(largest));
            }
        }
        parts.sort(Comparator.comparingLong(Subtree::bytes).reversed());
        return parts;
    }

    private Group group(byte[] prefix) {
        int found = index.find(prefix);
        return new Group(prefix, state.totals(prefix), state.countBefore(found < 0 ? -found - 1 : found));
    }

    /** The keys of a group by the next byte; the key that ends before it is a group of its own. */
    private List<Group> split(Group group) {
        List<Group> parts = new ArrayList<>();
        long end = group.first() + group.totals().keys();
        for (long next = group.first(); next < end; next = parts.getLast().first() + parts.getLast().totals().keys()) {
            int rank = state.rankOfNth(next);
            byte[] key = index.key(rank);
            parts.add(key.length == group.prefix().length
                    ? new Group(key, new Totals(1, state.size(rank)), next)
                    : new Group(Arrays.copyOf(key, group.prefix().length + 1),
                            state.totals(Arrays.copyOf(key, group.prefix().length + 1)), next));
        }
        return parts;
    }

    private boolean isChild(Group group) {
        if (group.totals().keys() == 1) {
            return true;
        }
        byte[] first = key(group.first());
        int slash = Subtrees.endOfName(first, base);
        return slash >= 0 && startsWith(key(group.first() + group.totals().keys() - 1), first, slash + 1);
    }

    private Subtree part(Group group) {
        int rank = state.rankOfNth(group.first());
        byte[] first = index.key(rank);
        int slash = Subtrees.endOfName(first, base);
        if (!isChild(group)) {
            return subtree(group.prefix(), group.prefix().length, group, true, rank);
        }
        return slash < 0
                ? subtree(first, first.length, group, false, rank)
                : subtree(Arrays.copyOf(first, slash + 1), slash, group, true, rank);
    }

    private Subtree subtree(byte[] prefix, int endOfName, Group of, boolean expandable, int rank) {
        return new Subtree(prefix, Arrays.copyOfRange(prefix, base, endOfName), of.totals().keys(),
                of.totals().bytes(), !expandable, expandable, rank, expandable ? 0 : index.records(rank));
    }

    private byte[] key(long place) {
        return index.key(state.rankOfNth(place));
    }

    private static boolean startsWith(byte[] whole, byte[] beginning, int length) {
        return whole.length >= length && Arrays.equals(whole, 0, length, beginning, 0, length);
    }
}
