package org.etcdrecovery.console.explorer.keys;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.contents.index.Totals;

/**
 * The largest children of one prefix.
 *
 * @param state  the keys
 * @param prefix the prefix
 * @param parts  the largest children, the largest first
 * @param rest   all others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record TreeLevel(KeyState state, byte[] prefix, List<Subtree> parts, Totals rest) {
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
        return new TreeLevel(state, prefix, parts, rest);
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
