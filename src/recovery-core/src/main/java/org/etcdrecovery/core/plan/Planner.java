package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * Turns a request and the facts of a snapshot into a plan, or into all the reasons against one. Deterministic: reads no
 * file and resolves no name.
 */
public final class Planner {
    private Planner() {}

    /** Plans a restore from an inspected file. */
    public static PlanResult plan(RestoreRequest request, Inspection inspection) {
        return inspection.facts()
                .map(facts -> plan(request, facts, inspection.findings()))
                .orElseGet(() -> new PlanResult.Unusable(inspection));
    }

    /** Plans a restore from the facts of a snapshot, of whose findings nothing is known. */
    public static PlanResult plan(RestoreRequest request, SnapshotFacts facts) {
        return plan(request, facts, List.of());
    }

    private static PlanResult plan(RestoreRequest request, SnapshotFacts facts, List<Finding> findings) {
        ProblemList problems = new ProblemList();
        List<CheckedMember> members = checkMembers(request, facts.file(), facts.members(), problems);
        Optional<EtcdRelease> target = VersionRules.check(request, members, facts, problems);
        RevisionRules.check(request, target, facts, problems);
        KeyspaceRules.check(request, facts, findings, problems);
        SnapshotRules.check(request, facts, findings, problems);
        SnapshotRules.checkQuota(request.quota().orElse(Quota.DEFAULT), facts.status().sizeInUse(), problems);
        if (target.isEmpty() || problems.hasRefusal()) {
            return new PlanResult.Refused(problems.toList());
        }
        return new PlanResult.Accepted(build(request, facts, members, target.get(), problems), problems.toList());
    }

    /**
     * The members of the new cluster, whatever the snapshot holds; empty if the request itself has to be refused.
     *
     * @param snapshot the file to restore from
     */
    public static List<PlannedMember> members(RestoreRequest request, Path snapshot) {
        ProblemList problems = new ProblemList();
        List<CheckedMember> members = checkMembers(request, snapshot, List.of(), problems);
        return problems.hasRefusal() ? List.of() : build(members, request.token());
    }

    private static List<CheckedMember> checkMembers(RestoreRequest request, Path snapshot, List<Member> oldMembers,
            ProblemList problems) {
        MemberRules.check(request.members(), problems);
        List<CheckedMember> members = UrlRules.check(request.members(), problems);
        IdentityRules.check(members, request.token(), oldMembers, problems);
        DirectoryRules.check(request.members(), snapshot, problems);
        return members;
    }

    private static RestorePlan build(RestoreRequest request, SnapshotFacts facts, List<CheckedMember> checked,
            EtcdRelease target, ProblemList problems) {
        List<PlannedMember> members = build(checked, request.token());
        PlannedKeyspace keyspace = PlannedKeyspace.of(request, facts);
        return RestorePlanBuilder.builder()
                .snapshot(SnapshotRef.of(facts))
                .token(request.token())
                .clusterId(ClusterIdentity.clusterId(members.stream().map(PlannedMember::id).toList()))
                .members(members)
                .target(target)
                .revisions(keyspace.revisions())
                .hashKv(keyspace.hashKv())
                .livingKeys(keyspace.livingKeys())
                .keyspace(request.keyspace().map(EditedKeyspace::change))
                .clearAlarms(request.clearAlarms())
                .accepted(problems.accepted(request.accepted()))
                .owner(request.owner())
                .quota(request.quota().or(() -> Quota.neededFor(facts.status().sizeInUse())))
                .readBack(!request.skipReadBack())
                .warnings(problems.toList().stream().map(Problem::message).toList())
                .build();
    }

    private static List<PlannedMember> build(List<CheckedMember> members, String token) {
        return members.stream().map(member -> build(member, token)).toList();
    }

    private static PlannedMember build(CheckedMember member, String token) {
        MemberRequest request = member.request();
        return new PlannedMember(ClusterIdentity.memberId(member.peers(), token), request.name(), member.peerTexts(),
                member.clientTexts(), request.dataDir(), request.walDir(), request.learner());
    }
}
