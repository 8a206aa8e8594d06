package org.etcdrecovery.core.rescue;

/** What a log entry requests. */
public enum EntryKind {
    /** Writes one key. */
    PUT("put", "puts"),
    /** Deletes a key or a range of keys, if there are any. */
    DELETE("delete", "deletes"),
    /** Several operations in one revision, or under a condition. Kubernetes writes this way. */
    TXN("transaction", "transactions"),
    /** Grants a lease. */
    LEASE_GRANT("lease granted", "leases granted"),
    /** Revokes a lease, also because it expired, with the keys attached to it. */
    LEASE_REVOKE("lease revoked or expired", "leases revoked or expired"),
    /** Drops history. */
    COMPACTION("compaction", "compactions"),
    /** Changes users or roles, or turns authentication on or off. */
    AUTH("change of users or roles", "changes of users or roles"),
    /** Raises or disarms an alarm. */
    ALARM("alarm raised or disarmed", "alarms raised or disarmed"),
    /** Adds, removes, updates or promotes a member. */
    MEMBERSHIP("change of membership", "changes of membership"),
    /** The empty entry with which a new leader begins its term. */
    NEW_LEADER("election of a leader", "elections of a leader"),
    /** Anything that changes no data: the cluster version, names and client URLs of members, v2 requests, reads. */
    OTHER("other", "others"),
    /** Data that is not a request of any known release. */
    UNREADABLE("that cannot be read", "that cannot be read");

    private final String one;
    private final String many;

    EntryKind(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** The kind in words, for one entry: {@code put}. */
    public String word() {
        return one;
    }

    /** Returns a count with the kind in words: {@code 58 puts}. */
    public String words(long count) {
        return count + " " + (count == 1 ? one : many);
    }
}
