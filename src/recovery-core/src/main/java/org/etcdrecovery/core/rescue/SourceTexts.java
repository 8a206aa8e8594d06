package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.rescue.SourceDatabase.Kind;

/** The findings about what a snapshot can be made from. */
final class SourceTexts {
    private SourceTexts() {}

    static Finding noDatabase(DirectoryLayout layout, boolean otherwise) {
        return new Finding(RescueCode.NO_DATABASE, otherwise ? Severity.NOTE : Severity.DAMAGE,
                layout.database().toString(), "The database is missing",
                otherwise
                        ? "It holds all keys, but it is not the only source here."
                        : "It holds all keys; the log holds only the latest changes.",
                otherwise
                        ? "Nothing, or look for the file in a backup of this host."
                        : "Look for the file member/snap/db in a backup of this host, or use another member.");
    }

    static Finding rebuild(DirectoryLayout layout, LogReading log) {
        LogFacts facts = log.facts();
        boolean all = facts.end() == End.WHOLE || facts.end() == End.TORN;
        return new Finding(RescueCode.REBUILD_FROM_LOG, Severity.CARE, layout.walDir().toString(),
                "The log goes back to entry 1: the keyspace can be rebuilt from it alone, up to entry "
                        + unsigned(facts.lastIndex()),
                all
                        ? "Nothing was loaded under the log, and none of its entries is missing: a database that had"
                                + " applied them would hold no more."
                        : "Nothing was loaded under the log, and none of its entries up to there is missing. What"
                                + " follows cannot be applied.",
                "Use “rescue snapshot” with this directory. A server is no safe way: with later raft snapshots, 3.7"
                        + " panics, and 3.4 to 3.6 start only on a copy without the .snap files.");
    }

    static Finding restoredHistory(DirectoryLayout layout, LogReading log) {
        return new Finding(RescueCode.RESTORED_HISTORY, Severity.DAMAGE, layout.walDir().toString(),
                "This member was restored from a snapshot: its log holds only what was written since, up to entry "
                        + unsigned(log.lastIndex()),
                "The keys that came from the snapshot are not in the log. A server of 3.4 to 3.6 that starts without"
                        + " the database shows the few later keys alone, and says nothing.",
                "Find the database, or the snapshot that the member was restored from: restore that with the same"
                        + " arguments, and put this log onto it with “rescue snapshot”. “wal dump” shows what was"
                        + " written since.");
    }

    static Finding nothingToStartFrom(DirectoryLayout layout, LogReading log) {
        long first = log.start().first();
        return new Finding(RescueCode.NOTHING_TO_START_FROM, Severity.DAMAGE, layout.walDir().toString(),
                first == 0
                        ? "The log holds no entries, and there is no database"
                        : "The log begins with entry " + unsigned(first) + ", and there is no database of an entry"
                                + " from " + unsigned(first - 1) + " on",
                "Its entries change a keyspace that is not here, so they cannot be applied.",
                "Look for a database of this member, also a .snap.db, or use another member. “wal dump” shows the"
                        + " entries.");
    }

    static Finding otherDatabaseUsed(SourceDatabase used, Optional<SourceDatabase> own) {
        String index = unsigned(Databases.index(used));
        if (used.kind() == Kind.DEFRAGMENTED) {
            return care(RescueCode.DATABASE_RECEIVED, used.file(),
                    "A defragmentation had written this copy of the database in full, up to entry " + index,
                    own.isEmpty() ? "The database itself is missing." : "The database itself is older or damaged.",
                    "It is used in place of the database. Copy it before a server starts: a start deletes it.");
        }
        long named = Databases.named(used.file());
        return care(RescueCode.DATABASE_RECEIVED, used.file(),
                "A leader had sent this database, of entry " + index + ", which the member had not yet put in place"
                        + (named == Databases.index(used)
                                ? ""
                                : " (its name says entry " + unsigned(named) + ", its content counts)"),
                own.isEmpty()
                        ? "There is no other database, and this one is sound: it is the database of the member."
                        : own.get().facts().isEmpty()
                                ? "The database in place is damaged; this one is sound."
                                : "It is newer than the one in place, which ends at entry "
                                        + unsigned(Databases.index(own.get())) + ".",
                "It is used in place of the database. Never start a server on this directory, only on a copy, with"
                        + " this file placed as member/snap/db: a start renames it and, if db is missing, deletes it.");
    }

    static Finding unusable(SourceDatabase database) {
        return new Finding(RescueCode.DATABASE_UNUSABLE, Severity.NOTE, database.file().toString(),
                database.kind() == Kind.RECEIVED
                        ? "The database that a leader had sent cannot be used"
                        : "What a defragmentation left behind cannot be used",
                database.problem() + ".", "Nothing. Keep it until the rescue is done.");
    }

    private static Finding care(RescueCode code, Path place, String summary, String why, String remedy) {
        return new Finding(code, Severity.CARE, place.toString(), summary, why, remedy);
    }

    private static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }
}
