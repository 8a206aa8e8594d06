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

/** The texts of the findings, kept together so that they can be reviewed together. */
final class RescueTexts {
    private static final String OTHER_MEMBERS = "Compare with the directories of the other members.";

    private RescueTexts() {}

    static Optional<Finding> of(ProcessLock lock, DirectoryLayout layout) {
        return switch (lock.state()) {
            case HELD -> Optional.of(care(RescueCode.LOCKED, layout.database(), "The member seems to be running: "
                    + (lock.pid() == 0 ? "a process" : "process " + lock.pid()) + " holds its database",
                    "What is read while it writes may be inconsistent, and lacks later writes.",
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

    static Finding noDatabase(DirectoryLayout layout) {
        return new Finding(RescueCode.NO_DATABASE, Severity.DAMAGE, layout.database().toString(),
                "The database is missing",
                "It holds all keys; the log holds only the latest changes.",
                "Look for the file member/snap/db in a backup of this host, or use another member.");
    }

    static Finding noLog(DirectoryLayout layout, String found) {
        return care(RescueCode.NO_LOG, layout.walDir(),
                "There is no write-ahead log: in its place is " + found,
                "Only the log names the member and the cluster, and only it holds the writes that have not reached"
                        + " the database.",
                "If the member ran with --wal-dir, give that directory. Otherwise the database is all there is.");
    }

    static Finding torn(WalEnd.Torn torn) {
        return new Finding(RescueCode.TORN_WRITE, Severity.NOTE,
                torn.position().file() + ", offset " + torn.position().offset(),
                "The last write to the log is incomplete: its " + torn.droppedBytes() + " bytes are ignored",
                "A server does the same when it starts. It answers only once a record is on disk, so nothing"
                        + " acknowledged is lost, unless the disk reported writes that it had not made.",
                "Nothing.");
    }

    static Finding damagedLog(MalformedDataException problem) {
        return care(RescueCode.LOG_DAMAGED, problem.source() + ", offset " + problem.offset(),
                "The log is damaged: " + problem.getMessage(),
                "Nothing after this position can be read, and a server would not start from it. The database is not"
                        + " affected.",
                "Use another member whose log is intact, or only this database.");
    }

    static Finding missingSegment(DirectoryLayout layout, String segment) {
        return care(RescueCode.SEGMENT_MISSING, layout.walDir(), "A segment of the log is missing: " + segment,
                "Later entries cannot be applied without those in it.",
                "Check that the directory was copied completely.");
    }

    static Finding missingEntries(DirectoryLayout layout, DatabaseFacts db, LogFacts log) {
        return care(RescueCode.ENTRIES_MISSING, layout.walDir(),
                "The log does not continue where the database ends: of the entries from "
                        + unsigned(db.consistentIndex() + 1) + " to " + unsigned(log.lastIndex())
                        + " some are missing",
                "The entries in the log cannot be applied to this database.",
                "Check that database and log come from the same copy. " + OTHER_MEMBERS);
    }

    static Finding databaseAhead(DirectoryLayout layout, DatabaseFacts db, LogFacts log) {
        return care(RescueCode.DATABASE_AHEAD, layout.database(),
                "The database holds entries up to " + unsigned(db.consistentIndex())
                        + ", but the log ends at " + unsigned(log.lastIndex()),
                "A server writes to the log first, so the log was truncated or the two are not from the same copy.",
                "Use the database: it is the newer of the two. " + OTHER_MEMBERS);
    }

    static Finding otherHistory(DirectoryLayout layout, DatabaseFacts db, long term) {
        return care(RescueCode.OTHER_HISTORY, layout.database(), "Database and log disagree: entry "
                + unsigned(db.consistentIndex()) + " is of term " + unsigned(db.term())
                + " in the database and of term "
                + unsigned(term) + " in the log",
                "They are not from the same member or not from the same copy.",
                "Find out which of the two belongs here. " + OTHER_MEMBERS);
    }

    static Finding notAMember(DirectoryLayout layout, String id) {
        return care(RescueCode.NOT_A_MEMBER, layout.dataDir(),
                "Member " + id + " wrote the log, but the database does not list it as a member",
                "It was removed from the cluster and may lack much of what came later, or the log belongs to another"
                        + " database.",
                OTHER_MEMBERS);
    }

    static Finding receivedDatabase(Path file, DatabaseFacts db, long index) {
        return care(RescueCode.DATABASE_RECEIVED, file,
                "A leader had sent a newer database, of index " + unsigned(index)
                        + ", which the member had not yet put in place",
                "The one in place ends at index " + unsigned(db.consistentIndex())
                        + ", and the log does not hold the entries in between.",
                "Check " + file.getFileName() + " with “snapshot verify” and use it instead, or use"
                        + " another member.");
    }

    static Finding newerRaftSnapshot(DirectoryLayout layout, DatabaseFacts db, SnapName name) {
        return care(RescueCode.DATABASE_OLD, layout.database(),
                "The database is older than the raft snapshot " + name.fileName()
                        + ": it ends at index " + unsigned(db.consistentIndex()),
                "It is not the database that the member used last, and a server would not start from it.",
                "Look for a newer db of this member. " + OTHER_MEMBERS);
    }

    static Finding unreadableEntries(DirectoryLayout layout) {
        return care(RescueCode.ENTRIES_UNREADABLE, layout.walDir(),
                "Some entries of the log are not requests of etcd " + EtcdRelease.known(),
                "What they change is unknown.", "Use a newer release of this program.");
    }

    static Finding emptyDatabase(DirectoryLayout layout) {
        return care(RescueCode.DATABASE_EMPTY, layout.database(), "No entry of the log has reached the database",
                "A restore from this database alone gives an empty cluster.",
                "Check that it is the right file. " + OTHER_MEMBERS);
    }

    static Finding lateIndex(DirectoryLayout layout) {
        return new Finding(RescueCode.INDEX_LATE, Severity.NOTE, layout.database().toString(),
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
