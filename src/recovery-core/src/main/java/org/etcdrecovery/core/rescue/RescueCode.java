package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.finding.Code;

/** The findings about a data directory, besides those about its database. */
public enum RescueCode implements Code {
    /** A process holds the database. */
    LOCKED("rescue.locked"),
    /** It is not known whether a process holds the database. */
    LOCK_UNKNOWN("rescue.lock-unknown"),
    /** There is no database. */
    NO_DATABASE("rescue.no-database"),
    /** There is no log. */
    NO_LOG("rescue.no-log"),
    /** The directory could not be read. */
    NOT_ASSESSED("rescue.not-assessed"),
    /** The data directory has a log besides the one that was named. */
    OTHER_LOG("rescue.other-log"),
    /** The record that names the member and the cluster is lost. */
    MEMBER_UNKNOWN("rescue.member-unknown"),
    /** The last write to the log was not completed. */
    TORN_WRITE("rescue.torn-write"),
    /** The file of the log ends inside a record. */
    LOG_CUT_SHORT("rescue.log-cut-short"),
    /** The file of the log ends with its last record. */
    LOG_ENDS_WITH_FILE("rescue.log-ends-with-file"),
    /** The log is damaged. */
    LOG_DAMAGED("rescue.log-damaged"),
    /** The disk cannot read a part of the log. */
    LOG_UNREADABLE("rescue.log-unreadable"),
    /** The last record of the log is damaged. */
    LAST_RECORD_BAD("rescue.last-record-damaged"),
    /** Bytes that are not a record follow the log. */
    FOREIGN_BYTES("rescue.foreign-bytes"),
    /** A damaged record that proves itself. */
    RECORD_HEALED("rescue.record-healed"),
    /** Damage in the log that costs nothing. */
    LOG_FLAW("rescue.log-flaw"),
    /** The copy that a server made before it cut the log holds more than the log. */
    BROKEN_HOLDS_MORE("rescue.broken-segment"),
    /** The log ends before what was committed. */
    COMMIT_BEYOND_LOG("rescue.commit-beyond-log"),
    /** A segment of the log is missing. */
    SEGMENT_MISSING("rescue.segment-missing"),
    /** Entries that the log lacks are taken from the logs of other members. */
    LOG_COMPLETED("rescue.log-completed"),
    /** The log and that of another member are of different histories. */
    LOGS_DIFFER("rescue.logs-differ"),
    /** A later leader overwrote the end of the log. */
    ENTRIES_OVERWRITTEN("rescue.entries-overwritten"),
    /** The log does not continue where the database ends. */
    ENTRIES_MISSING("rescue.entries-missing"),
    /** The database holds more than the log. */
    DATABASE_AHEAD("rescue.database-ahead"),
    /** Database and log disagree about an entry. */
    OTHER_HISTORY("rescue.other-history"),
    /** The database does not list the member that wrote the log. */
    NOT_A_MEMBER("rescue.not-a-member"),
    /** A newer database was received but not put in place. */
    DATABASE_RECEIVED("rescue.database-received"),
    /** Another file beside the database cannot be used. */
    DATABASE_UNUSABLE("rescue.database-unusable"),
    /** The keyspace can be rebuilt from the log alone. */
    REBUILD_FROM_LOG("rescue.rebuild-from-log"),
    /** The member was restored from a snapshot, which is missing. */
    RESTORED_HISTORY("rescue.restored-history"),
    /** There is nothing onto which the log could be applied. */
    NOTHING_TO_START_FROM("rescue.nothing-to-start-from"),
    /** The index in the database is older than its content. */
    INDEX_TOO_SMALL("rescue.index-too-small"),
    /** Keys of the v2 API. */
    V2_KEYS("rescue.v2-keys"),
    /** A raft snapshot cannot be read. */
    RAFT_SNAPSHOT_DAMAGED("rescue.raft-snapshot-damaged"),
    /** The database is older than the raft snapshot. */
    DATABASE_OLD("rescue.database-old"),
    /** Entries that this program cannot read. */
    ENTRIES_UNREADABLE("rescue.entries-unreadable"),
    /** No log entry has reached the database. */
    DATABASE_EMPTY("rescue.database-empty"),
    /** A database of 3.4, whose index may lag. */
    INDEX_LATE("rescue.index-late");

    private final String text;

    RescueCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
