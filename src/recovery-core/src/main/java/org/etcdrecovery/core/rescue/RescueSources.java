package org.etcdrecovery.core.rescue;

import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/** Decides from what a snapshot can be made. */
final class RescueSources {
    private RescueSources() {}

    /**
     * @param best    the newest usable database
     * @param content where the content of that database ends, if not at its index
     */
    static Optional<RescueSource> of(DirectoryLayout layout, Optional<SourceDatabase> best, Optional<LogReading> log,
            OptionalLong content) {
        if (log.isPresent() && log.get().isComplete()
                && best.flatMap(SourceDatabase::facts).filter(facts -> !isUnused(facts)).isEmpty()) {
            return Optional.of(new RescueSource(RescueSource.Kind.LOG, layout.walDir(), 0,
                    log.get().facts().lastIndex(), log.get().facts().lastTerm()));
        }
        return best.flatMap(database -> database.facts().map(facts -> of(database, facts, log, content)));
    }

    private static RescueSource of(SourceDatabase database, DatabaseFacts facts, Optional<LogReading> log,
            OptionalLong content) {
        long index = content.orElse(facts.consistentIndex());
        boolean further = log.isPresent() && log.get().continues(facts)
                && Long.compareUnsigned(log.get().facts().lastIndex(), index) > 0;
        return new RescueSource(RescueSource.Kind.DATABASE, database.file(), index,
                further ? log.get().facts().lastIndex() : index,
                further ? log.get().facts().lastTerm() : term(facts, log));
    }

    /** etcd 3.4 does not store the term in the database. */
    private static long term(DatabaseFacts facts, Optional<LogReading> log) {
        return facts.term() == 0
                ? log.map(LogReading::appliedTerm).orElse(OptionalLong.empty()).orElse(0)
                : facts.term();
    }

    /** A server that fails at its start leaves such a database. */
    private static boolean isUnused(DatabaseFacts facts) {
        return facts.consistentIndex() == 0 && facts.revision() <= 1;
    }
}
