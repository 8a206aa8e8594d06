package org.etcdrecovery.core.contents.index;

import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.etcdrecovery.core.progress.Cancellation;
import org.jspecify.annotations.Nullable;

/** Finds the keys that match, on all cores. Whether they exist does not matter, so the result serves for any revision. */
final class Filtering {
    private static final int PARTS = 16;

    private Filtering() {}

    /** @param within the keys to look at; null for all */
    static RankSet of(FrontCodedKeys keys, @Nullable RankSet within, KeyMatcher matcher, Cancellation cancellation)
            throws ExpressionDepthException {
        RankSet matches = new RankSet(keys.size());
        if (matcher instanceof KeyMatcher.Prefix start) {
            matches.addAll(keys.ceiling(start.prefix), keys.beyond(start.prefix));
            if (within != null) {
                matches.retainAll(within);
            }
            return matches;
        }
        int words = matches.words();
        int length = (words + PARTS - 1) / PARTS;
        try {
            IntStream.range(0, PARTS)
                    .parallel()
                    .forEach(part -> match(keys, within, matcher.start(cancellation), matches, part * length,
                            Math.min(words, (part + 1) * length), cancellation));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ExpressionDepthException tooDeep) {
                throw tooDeep;
            }
            throw e;
        }
        return matches;
    }

    private static void match(FrontCodedKeys keys, @Nullable RankSet within, KeyMatcher.Test test, RankSet matches,
            int firstWord, int endWord, Cancellation cancellation) {
        FrontCodedKeys.Cursor cursor = keys.cursor(keys.size());
        for (int word = firstWord; word < endWord; word++) {
            KeyState.stopIfCancelled(cancellation);
            if (within != null && !within.hasAny(word)) {
                continue;
            }
            int first = word * RankSet.WORD;
            int end = Math.min(keys.size(), first + RankSet.WORD);
            if (cursor.rank() != first) {
                cursor.seek(first);
            }
            while (cursor.rank() < end) {
                if (test.matches(cursor.bytes(), cursor.length(), cursor.shared())
                        && (within == null || within.has(cursor.rank()))) {
                    matches.add(cursor.rank());
                }
                cursor.next();
            }
        }
    }
}
