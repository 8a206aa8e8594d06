package org.etcdrecovery.console.explorer.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Totals;

/**
 * The largest children of one prefix; where they are many of about the same size, groups of them by the letters that their
 * names begin with.
 *
 * @param state   the keys
 * @param prefix  the prefix, which ends in the middle of the names if a group was opened
 * @param grouped whether they are grouped by letters
 * @param parts   the largest children or groups, the largest first, with their names from the last slash on
 * @param rest    all others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record TreeLevel(KeyState state, byte[] prefix, boolean grouped, List<Subtree> parts, Totals rest) {
    static final int MOST = 40;
    /** A smaller part than one in so many has no space for a name. */
    private static final int LEAST_SHARE = 125;

    TreeLevel {
        parts = List.copyOf(parts);
    }

    /** Computes a level: one run over what is below the prefix. */
    static TreeLevel of(KeyState state, byte[] prefix) {
        Totals rest = state.totals(prefix);
        long least = rest.bytes() / LEAST_SHARE;
        List<Subtree> parts = state.largestChildren(prefix, MOST)
                .stream()
                .filter(part -> part.bytes() > 0 && part.bytes() >= least)
                .toList();
        for (Subtree part : parts) {
            rest = rest.minus(new Totals(part.keys(), part.bytes()));
        }
        boolean grouped = rest.keys() > 1 && parts.stream().noneMatch(largerThan(rest));
        if (grouped) {
            return new TreeLevel(state, prefix, true, LeadingLetters.of(state, prefix, MOST), Totals.NONE);
        }
        return new TreeLevel(state, prefix, false, parts.stream().map(part -> named(part, prefix)).toList(), rest);
    }

    private static Predicate<Subtree> largerThan(Totals rest) {
        return part -> part.bytes() >= rest.bytes();
    }

    /** In an opened group the name begins before the prefix ends. */
    private static Subtree named(Subtree part, byte[] level) {
        int base = LeadingLetters.baseOf(level);
        int end = part.expandable() ? part.prefix().length - 1 : part.prefix().length;
        return base == level.length
                ? part
                : new Subtree(part.prefix(), Arrays.copyOfRange(part.prefix(), base, end), part.keys(), part.bytes(),
                        part.key(), part.expandable(), part.rank(), part.records());
    }

    boolean isOf(KeyState other, byte[] otherPrefix) {
        return state.equals(other) && Arrays.equals(prefix, otherPrefix);
    }

    /** The part that a subtree is, or is in; empty if it is not among the largest. */
    Optional<Subtree> partOf(byte[] below) {
        return parts.stream()
                .filter(part -> part.expandable()
                        ? startsWith(below, part.prefix())
                        : Arrays.equals(below, part.prefix()))
                .findFirst();
    }

    private static boolean startsWith(byte[] whole, byte[] beginning) {
        return whole.length >= beginning.length
                && Arrays.equals(whole, 0, beginning.length, beginning, 0, beginning.length);
    }
}
