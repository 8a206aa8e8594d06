package org.etcdrecovery.core.plan;

import java.util.List;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;

/**
 * Checks that the planner could have made a plan that was read from a file. A plan is meant to be read and reviewed,
 * not edited: its IDs and hashes derive from the rest.
 */
final class PlanCheck {
    private PlanCheck() {}

    static void check(String source, RestorePlan plan) throws InvalidPlanException {
        List<MemberRequest> requests = plan.members()
                .stream()
                .map(member -> new MemberRequest(member.name(), member.peerUrls(), member.clientUrls(),
                        member.dataDir(), member.walDir(), member.learner()))
                .toList();
        ProblemList problems = new ProblemList();
        MemberRules.check(requests, problems);
        IdentityRules.checkToken(plan.token(), problems);
        List<CheckedMember> members = UrlRules.check(requests, problems);
        DirectoryRules.check(requests, plan.snapshot().file(), problems);
        for (Problem problem : problems.toList()) {
            if (problem.severity() == Severity.REFUSAL) {
                String place = problem.member().isPresent()
                        ? place(problem.member().getAsInt())
                        : problem.field() == Field.TOKEN ? "token" : "members";
                throw new InvalidPlanException(source, place, problem.message() + ". " + problem.advice());
            }
        }
        for (CheckedMember member : members) {
            checkMember(source, plan, member);
        }
        require(source, "clusterId", plan.clusterId().toString(),
                ClusterIdentity.clusterId(plan.members().stream().map(PlannedMember::id).toList()).toString());
        checkRevision(source, plan);
    }

    private static void checkMember(String source, RestorePlan plan, CheckedMember member)
            throws InvalidPlanException {
        PlannedMember planned = plan.members().get(member.index());
        String place = place(member.index());
        require(source, place + ".peerUrls", planned.peerUrls().toString(), member.peerTexts().toString());
        require(source, place + ".id", planned.id().toString(),
                ClusterIdentity.memberId(member.peers(), plan.token()).toString());
    }

    private static void checkRevision(String source, RestorePlan plan) throws InvalidPlanException {
        if (plan.snapshot().address().isEmpty() && !plan.snapshot().file().isAbsolute()) {
            throw new InvalidPlanException(source, "snapshot.file", "expected an absolute path, found "
                    + GoQuote.quote(plan.snapshot().file().toString()));
        }
        if (!follows(plan)) {
            throw new InvalidPlanException(source, "lastRevision", plan.revisions().last() + " does not follow from"
                    + " snapshotRevision and revisionBump. Make a new plan instead of editing this one");
        }
    }

    private static boolean follows(RestorePlan plan) {
        RestorePlan.Revisions revisions = plan.revisions();
        boolean raised = revisions.bump() > 0;
        if (raised && revisions.last() - revisions.snapshot() != revisions.bump()) {
            return false;
        }
        if (plan.keyspace().isEmpty()) {
            return raised || revisions.last() >= revisions.snapshot();
        }
        long edited = plan.keyspace().get().lastRevision();
        return raised
                ? edited < revisions.last()
                : edited == revisions.last()
                        && plan.keyspace().get().edit().asOf().orElse(revisions.snapshot()) == revisions.snapshot();
    }

    private static void require(String source, String place, String found, String expected)
            throws InvalidPlanException {
        if (!found.equals(expected)) {
            throw new InvalidPlanException(source, place, "expected " + expected + ", which follows from the rest of "
                    + "the plan, found " + found + ". Make a new plan instead of editing this one");
        }
    }

    private static String place(int member) {
        return "members[" + member + "]";
    }
}
