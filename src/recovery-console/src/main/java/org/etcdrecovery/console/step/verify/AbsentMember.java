package org.etcdrecovery.console.step.verify;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * A planned member that did not answer.
 *
 * @param name   its name
 * @param where  the endpoints at which it was expected; empty if it has no client URL
 * @param what   what was found there instead
 * @param advice what to do; may be empty
 */
record AbsentMember(String name, String where, String what, String advice) {
    /** The members of a plan that are not among those that answer, in the plan's order. */
    static List<AbsentMember> in(ProbeReport report, RestorePlan plan, Texts texts) {
        return plan.members()
                .stream()
                .filter(member -> report.ofMember(member.id()).filter(MemberProbe::answers).isEmpty())
                .map(member -> of(member, report, texts))
                .toList();
    }

    private static AbsentMember of(PlannedMember member, ProbeReport report, Texts texts) {
        List<Endpoint> expected = Endpoint.readable(member.clientUrls());
        Optional<MemberProbe> row = report.rows()
                .stream()
                .filter(each -> expected.contains(each.endpoint()))
                .findFirst();
        String where = row.map(MemberProbe::endpoint)
                .or(() -> expected.stream().findFirst())
                .map(Endpoint::authority)
                .orElse("");
        String what = row.flatMap(MemberProbe::status)
                .map(MemberStatus::clusterId)
                .map(cluster -> texts.get("absent.stranger", cluster))
                .or(() -> row.flatMap(MemberProbe::failure).map(Failure::what))
                .orElseGet(() -> texts.get("absent.notasked"));
        return new AbsentMember(member.name(), where, what,
                row.flatMap(MemberProbe::failure).map(Failure::advice).orElse(""));
    }
}
