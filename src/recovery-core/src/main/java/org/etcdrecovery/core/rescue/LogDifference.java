package org.etcdrecovery.core.rescue;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a log that are not what another log has at the same index.
 *
 * @param kind  why they are not the same
 * @param first the index of the first such entry
 * @param last  the index of the last one
 */
record LogDifference(Kind kind, long first, long last) {
    /** The ways in which entries of the same index differ. The later one is the graver. */
    enum Kind {
        /** They have a lower term than those of the other log, and this log does not know them to be committed. */
        OVERWRITTEN,
        /** They have the same term too, or those of the lower term are committed: the logs are of different histories. */
        HISTORY
    }

    /** What is wrong with a log if another one is right; of several kinds the gravest. */
    static Optional<LogDifference> of(ComparedLog log, ComparedLog other) {
        long known = known(log);
        long knownToOther = known(other);
        LogDifference found = null;
        for (int i = 0; i < log.runs().size(); i++) {
            for (int j = 0; j < other.runs().size(); j++) {
                EntryRun run = log.runs().get(i);
                EntryRun others = other.runs().get(j);
                // Before a snapshot from the leader, and before damage, may be entries that were overwritten unseen.
                boolean isLast = i == log.runs().size() - 1 && j == other.runs().size() - 1;
                long from = Math.max(run.first(), others.first());
                long end = Math.min(run.last(), others.last());
                // An end at the highest index makes the index overflow.
                for (long index = from; index >= from && index <= end; index++) {
                    Kind kind = kind(run, others, index, isLast ? known : 0, isLast ? knownToOther : 0);
                    if (kind != null && !isReplaced(log.runs(), i, index) && !isReplaced(other.runs(), j, index)) {
                        found = added(found, kind, index);
                    }
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** Up to where a member knew its entries to be committed. */
    private static long known(ComparedLog log) {
        return Math.max(log.commit(), ComparedLog.covered(log.directory()));
    }

    private static @Nullable Kind kind(EntryRun run, EntryRun other, long index, long known, long knownToOther) {
        int byTerm = Long.compareUnsigned(run.term(index), other.term(index));
        // A later leader has every committed entry, so the entry of the lower term cannot be one.
        boolean differs = byTerm == 0
                ? run.digest(index) != other.digest(index)
                : index <= (byTerm < 0 ? known : knownToOther);
        return differs ? Kind.HISTORY : byTerm < 0 ? Kind.OVERWRITTEN : null;
    }

    /** Whether a later run of the same log has an entry of that index too. */
    private static boolean isReplaced(List<EntryRun> runs, int number, long index) {
        return runs.subList(number + 1, runs.size()).stream().anyMatch(later -> later.has(index));
    }

    private static LogDifference added(@Nullable LogDifference known, Kind kind, long index) {
        return known == null || kind.compareTo(known.kind()) > 0
                ? new LogDifference(kind, index, index)
                : kind == known.kind()
                        ? new LogDifference(kind, Math.min(index, known.first()), Math.max(index, known.last()))
                        : known;
    }
}
