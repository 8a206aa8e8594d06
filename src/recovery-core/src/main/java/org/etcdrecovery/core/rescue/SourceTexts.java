package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.rescue.SourceDatabase.Kind;
import org.etcdrecovery.core.text.Counted;

/** The findings about what a snapshot can be made from. */
final class SourceTexts {
    private SourceTexts() {}

    static Finding noDatabase(DirectoryLayout layout, boolean otherwise) {
        return new Finding(RescueCode.NO_DATABASE, otherwise ? Severity.NOTE : Severity.DAMAGE,
                // A log on its own is never beside a database.
                (layout.snapDir().equals(layout.walDir()) ? layout.walDir() : layout.database()).toString(),
                "The database is missing",
                otherwise
                        ? "It holds all keys, but it is not the only source here."
                        : "It holds all keys; the log holds only the latest changes.",
                otherwise
                        ? "Nothing, or look for the file in a backup of this host."
                        : "Look for the file member/snap/db in a backup of this host, or use another member.");
    }

    static Finding rebuild(DirectoryLayout layout, LogReading log) {
        LogFacts facts = log.facts();
        return new Finding(RescueCode.REBUILD_FROM_LOG, Severity.CARE, layout.walDir().toString(),
                "The log goes back to entry 1: the keyspace can be rebuilt from it alone, up to entry "
                        + unsigned(facts.lastIndex()),
                "The member was not restored from a snapshot and received none from a leader, and no entry up to there is"
                        + " missing. " + switch (facts.end()) {
                            case WHOLE, TORN, ENDS_WITH_FILE ->
                                "Whether it once held later entries cannot be known from this directory.";
                            case DAMAGED -> "But the log is damaged after it, so later entries may be lost.";
                            case CUT_SHORT -> "But its file was cut short, so later entries may be missing.";
                            case SEGMENTS_MISSING -> "But segments are missing after it, and with them later entries.";
                            case SHORT -> "But later entries were committed, and they are missing.";
                        },
                "Use " + Advised.RESCUE_SNAPSHOT
                        + " with this directory. Do not rely on a server for this: if there are raft"
                        + " snapshots, 3.7 panics, and 3.4 to 3.6 start only on a copy without the .snap files.");
    }

    static Finding restoredHistory(DirectoryLayout layout, LogReading log) {
        return new Finding(RescueCode.RESTORED_HISTORY, Severity.DAMAGE, layout.walDir().toString(),
                "This member was restored from a snapshot: its log holds only what was written since, up to entry "
                        + unsigned(log.lastIndex()),
                "The keys that came from the snapshot are not in the log. A server of 3.4 to 3.6 that starts without"
                        + " the database serves only the few later keys, without a warning.",
                "Find the database, or the snapshot that the member was restored from: restore that with the same"
                        + " arguments, and replay this log onto it with " + Advised.RESCUE_SNAPSHOT + ". "
                        + Advised.WAL_DUMP + " shows what was"
                        + " written since.");
    }

    static Finding nothingToStartFrom(DirectoryLayout layout, LogReading log) {
        long first = log.start().first();
        if (first == 1) {
            return new Finding(RescueCode.NOTHING_TO_START_FROM, Severity.DAMAGE, layout.walDir().toString(),
                    "The log begins with entry 1, but it may not hold everything: one of its records is lost, or it"
                            + " skips entries that came in a database from a leader",
                    "The lost record may be the one that marks a member that was restored from a snapshot; then most"
                            + " keys were never in the log.",
                    "Look for a database of this member, or use another member. " + Advised.WAL_DUMP
                            + " shows the entries.");
        }
        return new Finding(RescueCode.NOTHING_TO_START_FROM, Severity.DAMAGE, layout.walDir().toString(),
                first == 0
                        ? log.examination().verdict().behind().entries() > 0
                                ? "The first entries of the log are lost, and there is no database that holds them"
                                : "The log holds no entries, and there is no database"
                        : "The log begins with entry " + unsigned(first) + ", and there is no database of an entry"
                                + " from " + unsigned(first - 1) + " on",
                "Its entries change a keyspace that is not here, so they cannot be applied.",
                "Look for a database of this member, also a .snap.db, or use another member. " + Advised.WAL_DUMP
                        + " shows the"
                        + " entries.");
    }

    static Finding otherDatabaseUsed(SourceDatabase used, Optional<SourceDatabase> own) {
        String index = unsigned(Databases.index(used));
        if (used.kind() == Kind.DEFRAGMENTED) {
            return care(RescueCode.DATABASE_RECEIVED, used.file(),
                    "This copy of the database, from a defragmentation, is complete up to entry " + index,
                    own.isEmpty() ? "The database itself is missing." : "The database itself is older or damaged.",
                    "It is used in place of the database. Start a server only on a copy of this directory: a start deletes"
                            + " this file.");
        }
        long named = Databases.named(used.file());
        return care(RescueCode.DATABASE_RECEIVED, used.file(),
                "A leader sent this database, up to entry " + index + ", and the member had not yet put it in place"
                        + (named == Databases.index(used)
                                ? ""
                                : " (its name says entry " + unsigned(named) + "; its content decides)"),
                own.isEmpty()
                        ? "It is sound, and the member has no other database."
                        : own.get().facts().isEmpty()
                                ? "The database in place is damaged; this one is sound."
                                : "It is newer than the one in place, which ends at entry "
                                        + unsigned(Databases.index(own.get())) + ".",
                "It is used in place of the database. Start a server only on a copy of this directory, with this"
                        + " file as member/snap/db: a start renames it and, if db is missing, deletes it.");
    }

    static Finding unusable(SourceDatabase database) {
        return new Finding(RescueCode.DATABASE_UNUSABLE, Severity.NOTE, database.file().toString(),
                database.kind() == Kind.RECEIVED
                        ? "The database that a leader sent cannot be used"
                        : "What a defragmentation left behind cannot be used",
                database.problem() + ".", "Nothing. Keep it until the rescue is done.");
    }

    static Finding unreadable(Path database) {
        return new Finding(RescueCode.DATABASE_UNUSABLE, Severity.DAMAGE, database.toString(),
                "The disk cannot read all of the database",
                "What cannot be read may be any part of the keyspace. A disk that fails once fails again.",
                "Copy the whole directory to another disk at once, with a tool that goes on after errors, such as ddrescue;"
                        + " then work with the copy. A salvage takes out of it what is left.");
    }

    static Finding notRead(DirectoryLayout layout, int files) {
        return care(RescueCode.DATABASE_UNUSABLE, layout.snapDir(),
                "Too many databases: " + Counted.of(files, "older file") + (files == 1 ? " was" : " were")
                        + " not read",
                "The newest " + Databases.MAX_FILES
                        + " files of each kind are read: *.snap.db by name, db.tmp.* by the time"
                        + " of the last change. A better one may be among the others.",
                "Move the files that you do not need out of a copy of the directory, and assess the copy.");
    }

    private static Finding care(RescueCode code, Path place, String summary, String why, String remedy) {
        return new Finding(code, Severity.CARE, place.toString(), summary, why, remedy);
    }

    private static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }
}
