package org.etcdrecovery.core.snapshot;

import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param file           the snapshot, as an absolute path
 * @param hashes         what tells this file from any other, and the hash that it carries itself
 * @param status         what the status of etcd's tools says
 * @param servedKeys     how many of the living keys a client can see: not the empty one, which is the record of an earlier
 *                       revision bump
 * @param revisions      where its history begins and ends
 * @param predictedHash  what a restored member answers to HashKV
 * @param members        the members that the file names, those of the lost cluster
 * @param alarms         the alarms that it carries
 * @param leaseCounts    how many leases it holds, and keys that hang on them
 * @param authEnabled    whether clients must authenticate
 * @param kubernetes     whether it holds a Kubernetes keyspace
 * @param encryption     provider, version and key name of each encryption at rest of Kubernetes values, such as
 *                       {@code aescbc:v1:key1}
 * @param versions       the versions that it states
 * @param refusals       records that some releases of etcd do not start with
 */
@RecordBuilder
public record SnapshotFacts(Path file, FileHashes hashes, SnapshotStatus status, long servedKeys, Revisions revisions,
        PredictedHash predictedHash, List<Member> members, List<Alarm> alarms, LeaseCounts leaseCounts,
        boolean authEnabled, boolean kubernetes, Set<String> encryption, Versions versions,
        List<StartRefusal> refusals) {
    /** Copies the lists. */
    public SnapshotFacts {
        members = List.copyOf(members);
        alarms = List.copyOf(alarms);
        encryption = Set.copyOf(encryption);
        refusals = List.copyOf(refusals);
    }

    /**
     * Where the history of the keyspace begins and ends.
     *
     * @param last      the largest revision in the bucket {@code key}
     * @param compacted up to where history was dropped; -1 if nothing was compacted
     */
    public record Revisions(Revision last, long compacted) {}

    /**
     * What a restored member answers to HashKV.
     *
     * @param unbumped   the hash at the last revision, if the member was restored without a bump
     * @param beforeBump the same hash before a bump adds its own record, once everything up to the last revision counts
     *                   as compacted
     */
    public record PredictedHash(int unbumped, int beforeBump) {}

    /**
     * How many leases there are.
     *
     * @param leases the leases in the file
     * @param keys   the living keys that hang on a lease
     */
    public record LeaseCounts(long leases, long keys) {}

    /**
     * The versions that a snapshot states.
     *
     * @param cluster the version that the lost cluster had agreed on
     * @param storage the version of the schema; only etcd 3.6 and later state one
     */
    public record Versions(Optional<MinorVersion> cluster, Optional<MinorVersion> storage) {}
}
