package org.etcdrecovery.core.rescue;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.rescue.LogEntry.Effect;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * What only the log holds: the entries behind the consistent index of the database.
 *
 * @param committed      those up to the commit of the hard state
 * @param maybe          those behind it, which may have been acknowledged, or not
 * @param afterCommitted where the store ends once the committed entries are applied to the database; empty when entries
 *                       are missing or cannot be read
 * @param afterAll       where it ends once the others are applied, too
 */
public record LogTail(LogPart committed, LogPart maybe, Optional<RevisionBounds> afterCommitted,
        Optional<RevisionBounds> afterAll) {
    /**
     * Sorts the entries behind a database.
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

    /** Whether there is an entry of a kind. */
    public boolean has(EntryKind kind) {
        return committed.kinds().containsKey(kind) || maybe.kinds().containsKey(kind);
    }

    /** Whether the database lacks nothing that the log has. */
    public boolean isEmpty() {
        return committed.isEmpty() && maybe.isEmpty();
    }
}
