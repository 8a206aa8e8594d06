package org.etcdrecovery.core.snapshot;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;

/**
 * What a member's database records about itself: how far the member has come, and in which cluster.
 *
 * @param consistentIndex the index of the last applied raft entry, unsigned; 0 if there is no record of it. etcd 3.4
 *                        writes it only with changes of keys and leases, so later entries of other kinds may be applied
 *                        too
 * @param term            the term of that entry; 0 if there is no record of it, as in etcd 3.4
 * @param revision        the current revision of a server that starts from this database; 1 for an empty store
 * @param compactRevision the compact revision; -1 if nothing was compacted
 * @param members         the members that the database lists
 * @param alarms          the active alarms
 * @param authEnabled     whether authentication is on
 * @param clusterVersion  the cluster version
 * @param storageVersion  the version of the schema; only etcd 3.6 and later store it
 */
public record DatabaseFacts(long consistentIndex, long term, long revision, long compactRevision, List<Member> members,
        List<Alarm> alarms, boolean authEnabled, Optional<MinorVersion> clusterVersion,
        Optional<MinorVersion> storageVersion) {
    /** Copies the lists. */
    public DatabaseFacts {
        members = List.copyOf(members);
        alarms = List.copyOf(alarms);
    }

    /** These facts with other members. */
    public DatabaseFacts withMembers(List<Member> others) {
        return new DatabaseFacts(consistentIndex, term, revision, compactRevision, others, alarms, authEnabled,
                clusterVersion, storageVersion);
    }
}
