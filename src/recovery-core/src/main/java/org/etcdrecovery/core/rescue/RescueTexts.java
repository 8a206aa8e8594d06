package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.raftsnap.SnapName;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.wal.WalEnd;

/** The words of the findings, in one place, so that they can be read in one sitting. */
final class RescueTexts {
    private static final String OTHER_MEMBERS = "Compare with the directories of the other members.";

    private RescueTexts() {}

    static Optional<Finding> of(ProcessLock lock, DirectoryLayout layout) {
        return switch (lock.state()) {
            case HELD -> Optional.of(care(RescueCode.LOCKED, layout.database(), "The member seems to be running: "
                    + (lock.pid() == 0 ? "a process" : "process " + lock.pid()) + " holds its database",
                    "What is read while it writes may not fit together, and what it writes later is not in it.",
                    "Stop the member, copy its directory, and assess the copy. If its cluster still answers, save a"
                            + " snapshot from it instead."));
            case UNKNOWN ->
                Optional.of(new Finding(RescueCode.LOCK_UNKNOWN, Severity.NOTE, layout.database().toString(),
                        "Whether the member is running cannot be seen on this system",
                        "What is read while it writes may not fit together.",
                        "Make sure that no etcd uses the directory."));
            case FREE -> Optional.empty();
        };
    }

    static Finding noDatabase(DirectoryLayout layout) {
        return new Finding(RescueCode.NO_DATABASE, Severity.DAMAGE, layout.database().toString(),
                "There is no database",
                "All keys stand in it; the log has only the latest changes.",
                "Look for the file member/snap/db in a backup of this host, or take another member.");
    }

    static Finding noLog(DirectoryLayout layout, String found) {
        return care(RescueCode.NO_LOG, layout.walDir(),
                "There is no write-ahead log: where it has to stand is " + found,
                "Only the log tells which member and which cluster this is, and holds what the database does not have"
                        + " yet.",
                "If the member ran with --wal-dir, name that directory. Otherwise what the database holds is all there"
                        + " is.");
    }

    static Finding torn(WalEnd.Torn torn) {
        return new Finding(RescueCode.TORN_WRITE, Severity.NOTE,
                torn.position().file() + ", offset " + torn.position().offset(),
                "The last write to the log was not completed: " + torn.droppedBytes() + " bytes of it are left out",
                "A server does the same when it starts. It answers only after a record is on the disk, so nothing that"
                        + " was acknowledged is lost, unless the disk has lied.",
                "Nothing.");
    }

    static Finding damagedLog(MalformedDataException problem) {
        return care(RescueCode.LOG_DAMAGED, problem.source() + ", offset " + problem.offset(),
                "The log is damaged: " + problem.getMessage(),
                "What stands behind this place cannot be read, and a server would not start from it. The database is"
                        + " not touched by that.",
                "Take another member whose log is whole, or only what the database holds.");
    }

    static Finding missingSegment(DirectoryLayout layout, String segment) {
        return care(RescueCode.SEGMENT_MISSING, layout.walDir(), "A segment of the log is missing: " + segment,
                "Entries behind it cannot be applied without those in it.",
                "Look whether the directory was copied whole.");
    }

    static Finding missingEntries(DirectoryLayout layout, DatabaseFacts db, LogFacts log) {
        return care(RescueCode.ENTRIES_MISSING, layout.walDir(),
                "The log does not go on where the database ends: the entries from "
                        + unsigned(db.consistentIndex() + 1) + " to " + unsigned(log.lastIndex())
                        + " are not all there",
                "What the log adds cannot be applied to this database without a gap.",
                "Look whether database and log are of the same copy. " + OTHER_MEMBERS);
    }

    static Finding databaseAhead(DirectoryLayout layout, DatabaseFacts db, LogFacts log) {
        return care(RescueCode.DATABASE_AHEAD, layout.database(),
                "The database holds entries up to " + unsigned(db.consistentIndex())
                        + ", but the log ends at " + unsigned(log.lastIndex()),
                "A server writes to the log first. The log was cut off, or the two are not of the same copy.",
                "The database can be taken: it is the newer of the two. " + OTHER_MEMBERS);
    }

    static Finding otherHistory(DirectoryLayout layout, DatabaseFacts db, long term) {
        return care(RescueCode.OTHER_HISTORY, layout.database(), "Database and log tell different stories: entry "
                + unsigned(db.consistentIndex()) + " is of term " + unsigned(db.term())
                + " in the database and of term "
                + unsigned(term) + " in the log",
                "They are not of the same member, or not of the same copy.",
                "Find out which of the two belongs here. " + OTHER_MEMBERS);
    }

    static Finding notAMember(DirectoryLayout layout, String id) {
        return care(RescueCode.NOT_A_MEMBER, layout.dataDir(),
                "Member " + id + " wrote the log, but the database does not name it as a member",
                "It had been removed from the cluster and may have missed much since, or the log is not its own.",
                OTHER_MEMBERS);
    }

    static Finding receivedDatabase(Path file, DatabaseFacts db, long index) {
        return care(RescueCode.DATABASE_RECEIVED, file,
                "A leader had sent a newer database, of index " + unsigned(index)
                        + ", which the member had not put in place yet",
                "The one in place ends at index " + unsigned(db.consistentIndex())
                        + ", and the log does not hold what lies between.",
                "Let “snapshot verify” judge " + file.getFileName() + " and take it instead, or take another member.");
    }

    static Finding newerRaftSnapshot(DirectoryLayout layout, DatabaseFacts db, SnapName name) {
        return care(RescueCode.DATABASE_OLD, layout.database(),
                "The database is older than the raft snapshot " + name.fileName()
                        + ": it ends at index " + unsigned(db.consistentIndex()),
                "It is not the one that the member used last; a server would not start with it.",
                "Look for a newer db of this member. " + OTHER_MEMBERS);
    }

    static Finding unreadableEntries(DirectoryLayout layout) {
        return care(RescueCode.ENTRIES_UNREADABLE, layout.walDir(),
                "Some entries of the log are not requests of etcd " + EtcdRelease.known(),
                "What they change is not known.", "Use a newer release of this program.");
    }

    static Finding emptyDatabase(DirectoryLayout layout) {
        return care(RescueCode.DATABASE_EMPTY, layout.database(), "Nothing of the log has reached the database",
                "A database alone like this one gives an empty cluster.",
                "Look whether it is the right file. " + OTHER_MEMBERS);
    }

    static Finding lateIndex(DirectoryLayout layout) {
        return new Finding(RescueCode.INDEX_LATE, Severity.NOTE, layout.database().toString(),
                "The database is of etcd 3.4, which notes its index only with changes of keys and leases",
                "Entries of other kinds that count as only in the log may be in the database already.", "Nothing.");
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
