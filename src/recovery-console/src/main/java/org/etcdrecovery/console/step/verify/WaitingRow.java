package org.etcdrecovery.console.step.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * A planned member that is waited for.
 *
 * @param name  its name
 * @param ready whether it answers and sees a leader
 * @param words what is awaited of it, and for how long
 */
record WaitingRow(String name, boolean ready, String words) {
    /** The members of a plan, in its order. */
    static List<WaitingRow> of(RestorePlan plan, Optional<ProbeReport> seen, Duration waited, Texts texts) {
        return plan.members().stream().map(member -> of(member, seen, waited, texts)).toList();
    }

    private static WaitingRow of(PlannedMember member, Optional<ProbeReport> seen, Duration waited, Texts texts) {
        Optional<MemberStatus> status = seen.flatMap(report -> report.ofMember(member.id()))
                .flatMap(MemberProbe::status);
        boolean ready = status.filter(MemberStatus::hasLeader).isPresent();
        return new WaitingRow(member.name(), ready, status.isEmpty()
                ? texts.get("waiting.silent", Quantities.span(waited))
                : texts.get(ready ? "waiting.answers" : "waiting.leader"));
    }
}
