package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.Crc32c;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.TrailingHash;

/**
 * Turns a request and the facts of a snapshot into a plan, or into all the reasons against one. Deterministic: reads no
 * file and resolves no name.
 */
public final class Planner {
    private Planner() {}

    /** Plans a restore from an inspected file. */
    public static PlanResult plan(RestoreRequest request, Inspection inspection) {
        return inspection.facts()
                .map(facts -> plan(request, facts))
                .orElseGet(() -> new PlanResult.Unusable(inspection));
    }

    /** Plans a restore from the facts of a snapshot. */
    public static PlanResult plan(RestoreRequest request, SnapshotFacts facts) {
        ProblemList problems = new ProblemList();
        List<CheckedMember> members = checkMembers(request, facts.file(), facts.members(), problems);
        Optional<EtcdRelease> target = VersionRules.check(request, members, facts, problems);
        RevisionRules.check(request, target, facts, problems);
        SnapshotRules.check(request, facts, problems);
        if (target.isEmpty() || problems.hasRefusal()) {
            return new PlanResult.Refused(problems.toList());
        }
        List<Problem> warnings = problems.toList();
        return new PlanResult.Accepted(build(request, facts, members, target.get(), warnings), warnings);
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
            EtcdRelease target, List<Problem> warnings) {
        List<PlannedMember> members = build(checked, request.token());
        TrailingHash hash = facts.hashes().trailingHash();
        return RestorePlanBuilder.builder()
                .snapshot(new SnapshotRef(facts.file(), facts.container(), facts.hashes().sha256(), hash.computed(),
                        hash.imageSize(), facts.status().hash()))
                .token(request.token())
                .clusterId(ClusterIdentity.clusterId(members.stream().map(PlannedMember::id).toList()))
                .members(members)
                .target(target)
                .revisions(new RestorePlan.Revisions(facts.revisions().last().main(), request.revisionBump(),
                        lastRevision(request, facts)))
                .hashKv(hashKv(request, facts))
                .livingKeys(facts.servedKeys())
                .clearAlarms(request.clearAlarms())
                .accepted(accepted(request, warnings))
                .owner(request.owner())
                .quota(request.quota().or(() -> Quota.neededFor(facts.status().sizeInUse())))
                .readBack(!request.skipReadBack())
                .warnings(warnings.stream().map(Problem::message).toList())
                .build();
    }

    /** The problems that the operator accepted and that were found. */
    private static Set<ProblemCode> accepted(RestoreRequest request, List<Problem> warnings) {
        return warnings.stream()
                .map(Problem::code)
                .filter(request.accepted()::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<PlannedMember> build(List<CheckedMember> members, String token) {
        return members.stream().map(member -> build(member, token)).toList();
    }

    private static PlannedMember build(CheckedMember member, String token) {
        MemberRequest request = member.request();
        return new PlannedMember(ClusterIdentity.memberId(member.peers(), token), request.name(), member.peerTexts(),
                member.clientTexts(), request.dataDir(), request.walDir(), request.learner());
    }

    /** The revision at which a server starts: at least 1, and not below its last compaction. */
    private static long lastRevision(RestoreRequest request, SnapshotFacts facts) {
        long last = facts.revisions().last().main();
        return request.revisionBump() > 0
                ? last + request.revisionBump()
                : Math.max(Math.max(last, facts.revisions().compacted()), 1);
    }

    /** A bump appends one record with an empty value, which HashKV covers too. */
    private static int hashKv(RestoreRequest request, SnapshotFacts facts) {
        return request.revisionBump() == 0
                ? facts.predictedHash().unbumped()
                : Crc32c.update(facts.predictedHash().beforeBump(),
                        new Revision(lastRevision(request, facts), 0).toKey());
    }
}
