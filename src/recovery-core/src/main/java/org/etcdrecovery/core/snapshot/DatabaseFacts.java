package org.etcdrecovery.core.snapshot;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;

/**
 * What the database of a member says of itself: how far it has come, and in which cluster.
 *
 * @param consistentIndex the index of the last raft entry whose effect is in it, unsigned; 0 when none is named. etcd 3.4
 *                        writes it only together with changes of keys and leases, so that later entries of other kinds
 *                        may be in it too
 * @param term            the term of that entry; 0 when it is not named, as by etcd 3.4
 * @param revision        the revision that a server started from it has; 1 for an empty store
 * @param compactRevision up to where history has been dropped; -1 when nothing was compacted
 * @param members         the members that it names
 * @param alarms          the alarms that are raised in it
 * @param authEnabled     whether clients must authenticate
 * @param clusterVersion  the version that the cluster had agreed on
 * @param storageVersion  the version of the schema; stated by etcd 3.6 and later only
 */
public record DatabaseFacts(long consistentIndex, long term, long revision, long compactRevision, List<Member> members,
        List<Alarm> alarms, boolean authEnabled, Optional<MinorVersion> clusterVersion,
        Optional<MinorVersion> storageVersion) {
    /** Copies the lists. */
    public DatabaseFacts {
        members = List.copyOf(members);
        alarms = List.copyOf(alarms);
    }
}
