package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.raftsnap.SnapName;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.ErrorMessages;

/** The texts of the findings, kept together so that they can be reviewed together. */
final class RescueTexts {
    private static final String OTHER_MEMBERS = "Compare with the directories of the other members.";
    private static final String OTHER_LOG = "If the member ran with --wal-dir, give that directory.";
    private static final String DATABASE_LEFT = "only the database is left: " + Advised.RESCUE_SNAPSHOT
            + " makes a snapshot of it.";

    private RescueTexts() {}

    static Optional<Finding> of(ProcessLock lock, DirectoryLayout layout) {
        return switch (lock.state()) {
            case HELD -> Optional.of(care(RescueCode.LOCKED, layout.dataDir(), "The member seems to be running: "
                    + (lock.pid() == 0 ? "a process" : "process " + lock.pid()) + " holds its database or its log",
                    "What is read while it writes may be inconsistent, and lacks later writes. A process that is"
                            + " frozen or hangs holds them too.",
                    "Stop the member, copy its directory, and assess the copy. If its cluster still answers, save a"
                            + " snapshot from it instead."));
            case UNKNOWN ->
                Optional.of(new Finding(RescueCode.LOCK_UNKNOWN, Severity.NOTE, layout.database().toString(),
                        "This system does not show whether the member is running",
                        "What is read while a member writes may be inconsistent.",
                        "Make sure that no etcd uses the directory."));
            case FREE -> Optional.empty();
        };
    }

    /** @param hasDatabase whether there is a database that can be used */
    static Finding noSegments(DirectoryLayout layout, boolean hasDatabase) {
        return noLog(layout, Files.isDirectory(layout.walDir())
                ? "the directory has no segments"
                : "the directory is missing",
                OTHER_LOG + (hasDatabase
                        ? " Otherwise " + DATABASE_LEFT
                                + " Do not start a server on this directory, not even on a copy:"
                                + " it would begin a new log, and not apply new writes until that is as long as the lost"
                                + " one."
                        : ""));
    }

    /** @param hasDatabase as for {@link #noSegments} */
    static Finding unreadableLog(DirectoryLayout layout, IOException problem, boolean hasDatabase) {
        return noLog(layout, "it cannot be read: " + ErrorMessages.of(problem),
                "Make sure that this user may read all its segments. If the disk fails, copy the whole directory to"
                        + " another disk with a tool that goes on after errors, such as ddrescue. Then assess it again."
                        + (hasDatabase ? " If the log stays unreadable, " + DATABASE_LEFT : ""));
    }

    /** @param hasDatabase as for {@link #noSegments} */
    static Finding emptyLog(DirectoryLayout layout, boolean hasDatabase) {
        return noLog(layout, "its segments hold no record that can be read",
                OTHER_LOG + " Look for another copy of these segments too, such as a backup of this host."
                        + (hasDatabase ? " Otherwise " + DATABASE_LEFT : ""));
    }

    private static Finding noLog(DirectoryLayout layout, String found, String remedy) {
        return care(RescueCode.NO_LOG, layout.walDir(), "There is no usable write-ahead log: " + found,
                "Only the log names the member and the cluster, and only it holds the writes that have not reached"
                        + " the database.",
                remedy);
    }

    static Finding notAssessed(Path path, IOException problem) {
        return new Finding(RescueCode.NOT_ASSESSED, Severity.DAMAGE, path.toString(),
                "It could not be assessed: " + ErrorMessages.of(problem),
                "What it holds is unknown; it may be more than the other directories hold.",
                "Check the path and the permissions, and assess it again before you choose.");
    }

    static Finding notAFile(Path database) {
        return new Finding(RescueCode.DATABASE_UNUSABLE, Severity.NOTE, database.toString(),
                "What is in place of the database is not a regular file", "It is not opened.",
                "Look for the file in a backup of this host.");
    }

    static Finding otherLog(Path other, Path walDir) {
        return care(RescueCode.OTHER_LOG, other,
                "The data directory has a log of its own, which was not read: " + walDir + " was named instead",
                "If the member last wrote to this one, the latest writes are only here.",
                "Assess the directory without --wal-dir too, and use the log that ends later.");
    }

    static Finding memberUnknown(DirectoryLayout layout) {
        return care(RescueCode.MEMBER_UNKNOWN, layout.walDir(),
                "The log does not say whose it is: the record that names its member and its cluster is lost",
                "It cannot be checked that the log, the database and the other directories are from one cluster.",
                "Make sure of it yourself: the path and the backup that the directory comes from may tell.");
    }

    static Finding missingEntries(DirectoryLayout layout, DatabaseFacts db, LogFacts log) {
        return care(RescueCode.ENTRIES_MISSING, layout.walDir(),
                "The log does not continue where the database ends: some of the entries "
                        + unsigned(db.consistentIndex() + 1) + " to " + unsigned(log.lastIndex()) + " are missing",
                "The entries in the log cannot be applied to this database.",
                "Check that database and log come from the same copy. " + OTHER_MEMBERS);
    }

    static Finding notAMember(DirectoryLayout layout, String id) {
        return care(RescueCode.NOT_A_MEMBER, layout.dataDir(),
                "Member " + id + " wrote the log, but the database does not list it as a member",
                "It was removed from the cluster and may lack much of what came later, or the log belongs to another"
                        + " database.",
                OTHER_MEMBERS);
    }

    static Finding databaseAhead(Path database, DatabaseFacts db, LogFacts log) {
        return care(RescueCode.DATABASE_AHEAD, database,
                "The database holds entries up to " + unsigned(db.consistentIndex())
                        + ", but the log ends at " + unsigned(log.lastIndex()),
                "A server writes to the log first, so the end of the log is missing, or the two are not from the same"
                        + " copy.",
                "Use the database, which is newer. Do not use this log again, not even on a copy: a server that"
                        + " starts from both gives the missing indices to new writes and does not apply those. "
                        + OTHER_MEMBERS);
    }

    static Finding otherHistory(Path database, DatabaseFacts db, long term) {
        return care(RescueCode.OTHER_HISTORY, database, "Database and log disagree: entry "
                + unsigned(db.consistentIndex()) + " is of term " + unsigned(db.term())
                + " in the database and of term "
                + unsigned(term) + " in the log",
                "They are not from the same member or not from the same copy, or a server kept writing to a log that had"
                        + " lost its end.",
                "Find out which of the two is this member’s. " + OTHER_MEMBERS);
    }

    static Finding indexTooSmall(Path database, DatabaseFacts db, long index) {
        return care(RescueCode.INDEX_TOO_SMALL, database,
                "The consistent index in the database, " + unsigned(db.consistentIndex())
                        + ", is wrong: its content is that of entry " + unsigned(index),
                "The entries up to " + unsigned(index) + " wrote its newest revisions. A server, or a replay that"
                        + " trusts the index, would apply entries twice.",
                Advised.RESCUE_SNAPSHOT + " applies only the entries after " + unsigned(index)
                        + ". Do not start a server on"
                        + " this directory, not even on a copy.");
    }

    static Finding newerRaftSnapshot(DirectoryLayout layout, DatabaseFacts db, SnapName name, boolean bridged) {
        String summary = "The database is older than the raft snapshot " + name.fileName() + ": it ends at index "
                + unsigned(db.consistentIndex());
        return bridged
                ? care(RescueCode.DATABASE_OLD, layout.database(), summary,
                        "A server would not start from it: it looks for the database that a leader sent.",
                        "Use " + Advised.RESCUE_SNAPSHOT + ": the log holds all entries after the database.")
                : care(RescueCode.DATABASE_OLD, layout.database(), summary,
                        "It is not the database that the member used last, and a server would not start from it.",
                        "Look for a newer db of this member. " + OTHER_MEMBERS);
    }

    static Finding v2Keys(DirectoryLayout layout, long keys) {
        return care(RescueCode.V2_KEYS, layout.snapDir(),
                "The raft snapshot holds " + Counted.of(keys, "key") + " of the v2 API",
                "These keys are not in the database, so no snapshot holds them and no restore brings them back.",
                "If they are still needed, start etcd 3.4 or 3.5 with --enable-v2 on a copy of the directory and read"
                        + " them from it.");
    }

    static Finding damagedRaftSnapshot(RaftSnapshots.Damaged snapshot) {
        return new Finding(RescueCode.RAFT_SNAPSHOT_DAMAGED, Severity.NOTE, snapshot.file().toString(),
                "A raft snapshot is damaged: " + snapshot.problem(),
                "It holds no keys of the v3 API, and a rescue does not need it. A server before 3.7 that starts renames"
                        + " it to .broken and takes an older one, or replays the log from further back.",
                "Nothing, unless other files of this disk are damaged too: copy the directory before it fails.");
    }

    static Finding unreadableSnapshots(DirectoryLayout layout, IOException problem) {
        return new Finding(RescueCode.DATABASE_OLD, Severity.NOTE, layout.snapDir().toString(),
                "The raft snapshots could not be read: " + ErrorMessages.of(problem),
                "They show whether this is the database that the member used last, and hold keys of the v2 API.",
                "Nothing, if you know that it is the right database.");
    }

    static Finding unreadableEntries(DirectoryLayout layout) {
        return care(RescueCode.ENTRIES_UNREADABLE, layout.walDir(),
                "Some entries of the log are not requests of etcd " + EtcdRelease.known(),
                "What they change is unknown.", "Use a newer release of this program.");
    }

    static Finding emptyDatabase(Path database) {
        return care(RescueCode.DATABASE_EMPTY, database, "No entry of the log has reached the database",
                "A restore from this database alone gives an empty cluster.",
                "Check that it is the right file. " + OTHER_MEMBERS);
    }

    static Finding lateIndex(Path database) {
        return new Finding(RescueCode.INDEX_LATE, Severity.NOTE, database.toString(),
                "The database is from etcd 3.4, which stores its index only when keys or leases change",
                "Entries of other kinds that are reported as only in the log may already be in the"
                        + " database.",
                "Nothing.");
    }

    private static Finding care(RescueCode code, Path place, String summary, String why, String remedy) {
        return care(code, place.toString(), summary, why, remedy);
    }

    private static Finding care(RescueCode code, String place, String summary, String why, String remedy) {
        return new Finding(code, Severity.CARE, place, summary, why, remedy);
    }

    private static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }
}
