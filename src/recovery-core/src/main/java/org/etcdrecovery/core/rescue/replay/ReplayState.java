package org.etcdrecovery.core.rescue.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.proto.LeaseRecord;

/** What entries are applied to: everything that a server keeps in its database, as far as entries ask about it. */
final class ReplayState {
    private final ApplyRules rules;
    private final Buckets buckets;
    private final KeyStore keys;
    private final Leases leases;
    private final Map<Long, LeaseRecord> storedLeases;
    private final Auth auth;
    private final Alarms alarms;
    private final Membership members;

    /**
     * @param storedLeases the records in the database of the leases whose remaining time entries report
     * @param members      the members of the cluster
     */
    ReplayState(ApplyRules rules, Buckets buckets, KeyStore keys, Leases leases, Map<Long, LeaseRecord> storedLeases,
            List<Member> members) {
        this.rules = rules;
        this.buckets = buckets;
        this.keys = keys;
        this.leases = leases;
        this.storedLeases = Map.copyOf(storedLeases);
        this.auth = new Auth(buckets);
        this.alarms = new Alarms(buckets, rules);
        this.members = new Membership(buckets, members);
    }

    ApplyRules rules() {
        return rules;
    }

    Buckets buckets() {
        return buckets;
    }

    KeyStore keys() {
        return keys;
    }

    Leases leases() {
        return leases;
    }

    Auth auth() {
        return auth;
    }

    Alarms alarms() {
        return alarms;
    }

    Membership members() {
        return members;
    }

    /** The record of a lease that exists; empty if it does not. */
    Optional<LeaseRecord> lease(long id) {
        return leases.exists(id)
                ? leases.changed(id).or(() -> Optional.ofNullable(storedLeases.get(id)))
                : Optional.empty();
    }
}
