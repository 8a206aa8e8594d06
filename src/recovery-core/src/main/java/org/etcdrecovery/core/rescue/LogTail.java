package org.etcdrecovery.core.rescue;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.rescue.LogEntry.Effect;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * The entries that only the log holds: those after the consistent index of the database.
 *
 * @param committed      those up to the commit index of the hard state
 * @param maybe          those after it, which may or may not have been acknowledged
 * @param afterCommitted the revision once the committed entries are applied to the database; empty if entries are
 *                       missing or unreadable
 * @param afterAll       the revision once the others are applied too
 */
public record LogTail(LogPart committed, LogPart maybe, Optional<RevisionBounds> afterCommitted,
        Optional<RevisionBounds> afterAll) {
    /**
     * Splits the entries after a database at the commit index.
     *
     * @param entries  in their order, without those that were replaced
     * @param complete whether none is missing between the database and the end of the log
     */
    static LogTail of(List<LogEntry> entries, boolean complete, long commit, DatabaseFacts database) {
        int split = (int) entries.stream()
                .takeWhile(entry -> Long.compareUnsigned(entry.index(), commit) <= 0)
                .count();
        List<LogEntry> committed = entries.subList(0, split);
        return new LogTail(LogPart.of(committed), LogPart.of(entries.subList(split, entries.size())),
                complete ? Optional.of(bounds(committed, database)) : Optional.empty(),
                complete ? Optional.of(bounds(entries, database)) : Optional.empty());
    }

    private static RevisionBounds bounds(List<LogEntry> entries, DatabaseFacts database) {
        long least = database.revision();
        long most = database.revision();
        boolean mayBeDenied = database.authEnabled() || !database.alarms().isEmpty();
        for (LogEntry entry : entries) {
            mayBeDenied |= entry.mayDenyOthers();
            if (entry.effect() != Effect.NONE) {
                most++;
            }
            if (entry.effect() == Effect.CERTAIN && !mayBeDenied) {
                least++;
            }
        }
        return new RevisionBounds(least, most);
    }

    /** Whether it has an entry of a kind. */
    public boolean has(EntryKind kind) {
        return committed.kinds().containsKey(kind) || maybe.kinds().containsKey(kind);
    }
}
