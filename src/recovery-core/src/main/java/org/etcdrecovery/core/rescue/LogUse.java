package org.etcdrecovery.core.rescue;

import java.util.Optional;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.rescue.RescueSource.Kind;

/**
 * What a rescue makes of a damaged log, in sentences.
 *
 * @param upTo       what it uses if the log cannot be read further
 * @param onward     what it does if the log can be read behind the damage
 * @param byDatabase whether a database holds the entries that are passed over
 */
record LogUse(String upTo, String onward, boolean byDatabase) {
    private static final String ASSESS = Advised.RESCUE_ASSESS + " with the data directory says what a rescue can use.";

    /** A dump does not look at the database. */
    static final LogUse UNKNOWN = new LogUse(ASSESS, ASSESS, false);

    /** @param source what a snapshot can be made from; empty if from nothing here */
    static LogUse of(Optional<RescueSource> source) {
        String onward = Advised.RESCUE_SNAPSHOT + " reads on behind the damage.";
        if (source.isEmpty()) {
            return new LogUse(Advised.RESCUE_SNAPSHOT + " can make nothing from this directory alone.",
                    Advised.WAL_DUMP + " shows what follows.", false);
        }
        RescueSource found = source.get();
        boolean database = found.kind() == Kind.DATABASE;
        return database && found.reach() == found.index()
                ? new LogUse(Advised.RESCUE_SNAPSHOT + " uses the database alone, up to entry "
                        + Long.toUnsignedString(found.index()) + ".", onward, true)
                : new LogUse(
                        Advised.RESCUE_SNAPSHOT + " uses the log up to entry " + Long.toUnsignedString(found.reach())
                                + ".",
                        onward, database);
    }
}
