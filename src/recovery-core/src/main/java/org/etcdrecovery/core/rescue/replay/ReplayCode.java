package org.etcdrecovery.core.rescue.replay;

import org.etcdrecovery.core.finding.Code;

/** The findings about what a replay could or could not do. */
public enum ReplayCode implements Code {
    /** Checks of etcd 3.4 and 3.5 that depend on whether the member was restarted after an alarm. */
    ALARM_CHECKS("replay.alarm-checks"),
    /** Permissions in a transaction that only later patch releases check. */
    TXN_PERMISSIONS("replay.txn-permissions"),
    /** Nested puts that only later patch releases refuse while there is no space. */
    TXN_QUOTA("replay.txn-quota"),
    /** Ranges in a transaction that only the member that served its client looks at. */
    TXN_RANGES("replay.txn-ranges"),
    /** Passwords that each member hashes with its own salt. */
    PASSWORDS("replay.passwords"),
    /** The remaining time of leases, which a flag decides about. */
    LEASE_CHECKPOINTS("replay.lease-checkpoints"),
    /** Leases shorter than the shortest that the member granted. */
    LEASE_TTL("replay.lease-ttl"),
    /** The release that was given is older than the one that the directory tells. */
    OLDER_RELEASE("replay.older-release"),
    /** A deletion at the revision of a compaction. */
    COMPACTED_DELETION("replay.compacted-deletion"),
    /** Entries that may not have been committed. */
    MAYBE_COMMITTED("replay.maybe-committed"),
    /** Entries beyond a gap, or beyond one that cannot be applied. */
    ENTRIES_UNUSED("replay.entries-unused"),
    /** A log that does not hold the beginning of its keyspace. */
    NO_BASE("replay.no-base");

    private final String text;

    ReplayCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
