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
 * Everything that a plan needs to know about a snapshot, read in one pass.
 *
 * @param file           the snapshot, or the packed file that holds it, as an absolute path
 * @param container      the packed file; empty if the file is not packed
 * @param hashes         the hash of the file, and the hash that it carries
 * @param status         the figures of {@code snapshot status}
 * @param servedKeys     how many living keys a client can see: all but the empty key, which is the record of an earlier
 *                       revision bump
 * @param revisions      where the history begins and ends
 * @param predictedHash  what a restored member answers to HashKV
 * @param members        the members that the file lists, those of the lost cluster
 * @param alarms         the alarms in the file
 * @param leaseCounts    how many leases there are, and how many keys are attached to one
 * @param authEnabled    whether authentication is on
 * @param kubernetes     whether a live key is named like those of Kubernetes or OpenShift; its value is not looked at
 * @param platform       what wrote the keyspace, judging by these names; empty if it is not Kubernetes
 * @param encryption     provider, version and key name of each encryption at rest of Kubernetes values, such as
 *                       {@code aescbc:v1:key1}
 * @param versions       the versions that the file states
 * @param refusals       records with which some etcd releases do not start
 * @param address        where the file was fetched from; empty if it is on this machine
 */
@RecordBuilder
public record SnapshotFacts(Path file, Optional<Container> container, FileHashes hashes, SnapshotStatus status,
        long servedKeys, Revisions revisions,
        PredictedHash predictedHash, List<Member> members, List<Alarm> alarms, LeaseCounts leaseCounts,
        boolean authEnabled, boolean kubernetes, Optional<Platform> platform, Set<String> encryption, Versions versions,
        List<StartRefusal> refusals, Optional<String> address) {
    /** Copies the lists. */
    public SnapshotFacts {
        members = List.copyOf(members);
        alarms = List.copyOf(alarms);
        encryption = Set.copyOf(encryption);
        refusals = List.copyOf(refusals);
    }

    /** How to open the snapshot again. */
    public SnapshotName name() {
        return address.map(url -> SnapshotName.at(url, container.flatMap(Container::entry)))
                .orElseGet(() -> new SnapshotName(file, container.flatMap(Container::entry)));
    }

    /**
     * Where the history of the keyspace begins and ends.
     *
     * @param last      the largest revision in the bucket {@code key}
     * @param compacted the compact revision; -1 if nothing was compacted
     * @param bumped    whether the last change is a revision bump, marked as compacted, with which no server has started
     *                  yet: the snapshot was prepared for a restore that does not bump
     */
    public record Revisions(Revision last, long compacted, boolean bumped) {
        /**
         * The revision of a server that starts from the file. Up to etcd 3.5 a compaction removes a deletion at its own
         * revision, so the last record may be below it.
         */
        public long current() {
            return Math.max(Math.max(last.main(), compacted), 1);
        }
    }

    /**
     * What a restored member answers to HashKV.
     *
     * @param unbumped   the hash at the last revision, if the member was restored without a revision bump
     * @param beforeBump the hash just before a bump adds its record, with everything up to the last revision compacted
     */
    public record PredictedHash(int unbumped, int beforeBump) {}

    /**
     * How many leases there are.
     *
     * @param leases the number of leases in the file
     * @param keys   the number of living keys that are attached to a lease
     */
    public record LeaseCounts(long leases, long keys) {}

    /**
     * The versions that a snapshot states.
     *
     * @param cluster the cluster version of the lost cluster
     * @param storage the version of the schema; only etcd 3.6 and later store it
     */
    public record Versions(Optional<MinorVersion> cluster, Optional<MinorVersion> storage) {}
}
