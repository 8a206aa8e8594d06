package org.etcdrecovery.console.explorer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.contents.ContentSearch.Part;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;

/**
 * Hands on matches in values: the first at once, those that follow in batches, since a view takes longer to show a match
 * than a search to find it. Past a limit they are only counted. Used on the thread that searches.
 */
final class Batches {
    /** More than anyone looks through. */
    static final int MOST_LISTED = 1_000;
    /** Keys may be as long as a request. */
    private static final long MOST_BYTES = 16 << 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Takes a batch. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes what was found.
         *
         * @param found the matches that were found since the last call, up to the limit
         * @param count how many were found in all
         */
        void take(List<Match> found, long count);
    }

    private final List<Match> waiting = new ArrayList<>();
    private final Taker taker;
    private int listed;
    private long bytes;
    private long count;
    private long handed;
    private long last = System.nanoTime() - PAUSE_NANOS;

    Batches(Taker taker) {
        this.taker = taker;
    }

    void add(Match match) {
        if (match.part() != Part.VALUE) {
            return;
        }
        count++;
        bytes += match.key().key().length + match.excerpt().length;
        if (listed < MOST_LISTED && bytes <= MOST_BYTES) {
            listed++;
            waiting.add(match);
        }
        flushInTime();
    }

    /** Hands on what waits while the search goes on without finding more. */
    Progress within(Progress progress) {
        return (stage, subject, total) -> {
            Work work = progress.begin(stage, subject, total);
            return new Work() {
                @Override
                public void advance(long amount) {
                    work.advance(amount);
                    flushInTime();
                }

                @Override
                public void close() {
                    work.close();
                }
            };
        };
    }

    private void flushInTime() {
        if (count > handed && System.nanoTime() - last >= PAUSE_NANOS) {
            flush();
        }
    }

    void flush() {
        if (count > handed) {
            taker.take(List.copyOf(waiting), count);
            waiting.clear();
            handed = count;
            last = System.nanoTime();
        }
    }
}
