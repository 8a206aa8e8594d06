package org.etcdrecovery.core.plan;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.snapshot.Quota;

/**
 * Everything that a restore is going to do, decided before anything is written. {@link PlanJson} writes it down and
 * reads it back.
 *
 * @param snapshot         the file to restore from
 * @param token            the token of the cluster
 * @param clusterId        the ID of the cluster, an unsigned number
 * @param members          its members in the order of the request
 * @param target           the etcd that is to start from the directories
 * @param revisions        the revisions of the snapshot and of the members that start from it
 * @param hashKv           what they answer to HashKV at the last of them
 * @param livingKeys       how many keys they serve there
 * @param clearAlarms      whether the alarms in the snapshot are left out
 * @param accepted         what was found in the snapshot and would have been refused if the operator had not agreed
 * @param owner            who is to own the files; empty leaves them to who runs the restore
 * @param quota            the quota that the members have to be started with; empty where etcd's default leaves room
 * @param readBack         whether the written files are read again and compared
 * @param warnings         what was known to be risky when the plan was made, one line each
 */
@RecordBuilder
public record RestorePlan(SnapshotRef snapshot, String token, ClusterId clusterId, List<PlannedMember> members,
        EtcdRelease target, Revisions revisions, int hashKv,
        long livingKeys, boolean clearAlarms, Set<ProblemCode> accepted, Optional<Owner> owner,
        Optional<Quota> quota, boolean readBack,
        List<String> warnings) {
    /** The version of this record; a plan written by a newer one is refused. */
    public static final int FORMAT_VERSION = 1;

    private static final Comparator<PlannedMember> BY_ID = Comparator.comparing(PlannedMember::id);

    /** Copies the collections. */
    public RestorePlan {
        members = List.copyOf(members);
        accepted = Set.copyOf(accepted);
        warnings = List.copyOf(warnings);
    }

    /** Whether the trailing SHA-256 is missing or wrong, and the operator agreed to that. */
    public boolean skipHashCheck() {
        return accepted.stream().anyMatch(ProblemCode.HASH_CHECK::contains);
    }

    /**
     * The revisions of a restore.
     *
     * @param snapshot the last revision in the snapshot
     * @param bump     by how much it is raised
     * @param last     the revision at which the members start
     */
    public record Revisions(long snapshot, long bump, long last) {
        /** Whether everything up to the last counts as compacted, which a bump asks for. */
        public boolean marksCompacted() {
            return bump > 0;
        }
    }

    /** The members with a vote by ascending ID, as the log adds them. */
    public List<PlannedMember> voters() {
        return members.stream().filter(member -> !member.learner()).sorted(BY_ID).toList();
    }

    /** The members without a vote by ascending ID. The log adds them after the voters: a first learner has no leader. */
    public List<PlannedMember> learners() {
        return members.stream().filter(PlannedMember::learner).sorted(BY_ID).toList();
    }

    /** The members whose directories this plan writes, in the order of the request. */
    public List<PlannedMember> writtenMembers() {
        return members.stream().filter(member -> member.dataDir().isPresent()).toList();
    }

    /** The value of {@code --initial-cluster}. */
    public String initialCluster() {
        return members.stream()
                .flatMap(member -> member.peerUrls().stream().map(url -> member.name() + '=' + url))
                .collect(Collectors.joining(","));
    }
}
