package org.etcdrecovery.core.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * All that a plan needs to know of a snapshot, taken from one reading of it.
 *
 * @param file                the snapshot, as an absolute path
 * @param sha256              SHA-256 of the whole file in lower-case hex: tells this file from any other
 * @param trailingHash        the hash that the file itself carries
 * @param status              what the status of etcd's tools says
 * @param servedKeys          how many of the living keys a client can see: not the empty one, which is the record of an
 *                            earlier revision bump
 * @param lastRevision        the largest revision in the bucket {@code key}
 * @param compactRevision     up to where history has been dropped; -1 when nothing was compacted
 * @param hashKv              what a member restored without a bump answers to HashKV at its last revision
 * @param compactedHashKv     the same hash as it stands before a bump's own record is added, once everything up to
 *                            {@code lastRevision} counts as compacted
 * @param members             the members that the file names, those of the lost cluster
 * @param alarms              the alarms that it carries
 * @param leases              how many leases it holds
 * @param leasedKeys          how many living keys hang on a lease
 * @param authEnabled         whether clients must authenticate
 * @param kubernetes          whether it holds a Kubernetes keyspace
 * @param encryption          provider, version and key name of each encryption at rest of Kubernetes values, such as
 *                            {@code aescbc:v1:key1}
 * @param clusterVersion      the version that the lost cluster had agreed on
 * @param storageVersion      the version of the schema; stated by etcd 3.6 and later only
 * @param refusals            records that some releases of etcd do not start with
 */
public record SnapshotFacts(Path file, String sha256, TrailingHash trailingHash, SnapshotStatus status,
        long servedKeys, Revision lastRevision, long compactRevision, int hashKv, int compactedHashKv,
        List<Member> members,
        List<Alarm> alarms, long leases, long leasedKeys, boolean authEnabled, boolean kubernetes,
        Set<String> encryption,
        Optional<MinorVersion> clusterVersion, Optional<MinorVersion> storageVersion, List<StartRefusal> refusals) {
    /** Copies the lists. */
    public SnapshotFacts {
        members = List.copyOf(members);
        alarms = List.copyOf(alarms);
        encryption = Set.copyOf(encryption);
        refusals = List.copyOf(refusals);
    }
}
