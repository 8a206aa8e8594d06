package org.etcdrecovery.core.plan;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.snapshot.Quota;

/**
 * Everything that a restore will do, decided before it writes anything. {@link PlanJson} prints and parses it.
 *
 * @param snapshot    the file to restore from
 * @param token       the token of the cluster
 * @param clusterId   the ID of the cluster, an unsigned number
 * @param members     its members in the order of the request
 * @param target      the etcd release that will start from the directories
 * @param revisions   the revisions of the snapshot and of the restored members
 * @param hashKv      what the members answer to HashKV at the last revision
 * @param livingKeys  how many keys they serve at that revision
 * @param keyspace    the changes to keys and leases; empty if there are none
 * @param clearAlarms whether to leave out the alarms in the snapshot
 * @param accepted    problems of the snapshot that the operator accepted; without that the plan would have been refused
 * @param owner       who will own the files; if empty, the user who runs the restore
 * @param quota       the quota to start the members with; empty if etcd's default is large enough
 * @param readBack    whether to read the written files back and compare them
 * @param warnings    the warnings when the plan was made, one line each
 */
@RecordBuilder
public record RestorePlan(SnapshotRef snapshot, String token, ClusterId clusterId, List<PlannedMember> members,
        EtcdRelease target, Revisions revisions, int hashKv,
        long livingKeys, Optional<KeyspaceChange> keyspace, boolean clearAlarms, Set<ProblemCode> accepted,
        Optional<Owner> owner,
        Optional<Quota> quota, boolean readBack,
        List<String> warnings) {
    /** The version of the JSON format; any other version is refused. */
    public static final int FORMAT_VERSION = 1;

    private static final Comparator<PlannedMember> BY_ID = Comparator.comparing(PlannedMember::id);

    /** Copies the collections. */
    public RestorePlan {
        members = List.copyOf(members);
        accepted = Set.copyOf(accepted);
        warnings = List.copyOf(warnings);
    }

    /** Whether the trailing SHA-256 is missing or wrong and the operator accepted that. */
    public boolean skipHashCheck() {
        return accepted.stream().anyMatch(ProblemCode.HASH_CHECK::contains);
    }

    /**
     * The revisions of a restore.
     *
     * @param snapshot the last revision in the snapshot; the one at which leases are dropped, if a bump follows that
     * @param bump     how far it is raised
     * @param last     the revision at which the members start
     */
    public record Revisions(long snapshot, long bump, long last) {
        /** Whether everything up to the last revision is marked as compacted, which a bump requires. */
        public boolean marksCompacted() {
            return bump > 0;
        }
    }

    /** The voters by ascending ID, the order in which the log adds them. */
    public List<PlannedMember> voters() {
        return members.stream().filter(member -> !member.learner()).sorted(BY_ID).toList();
    }

    /** The learners by ascending ID. The log adds them after the voters, since a learner alone has no leader. */
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
