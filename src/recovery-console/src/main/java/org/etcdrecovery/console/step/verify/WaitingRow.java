package org.etcdrecovery.console.step.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.Shown;

/**
 * A planned member that is waited for.
 *
 * @param name     its name
 * @param ready    whether it answers and sees a leader
 * @param stranger whether a member of another cluster answers at its client URL
 * @param words    what is awaited of it, and for how long
 */
record WaitingRow(String name, boolean ready, boolean stranger, String words) {
    /** The members of a plan, in its order. */
    static List<WaitingRow> of(RestorePlan plan, Optional<ProbeReport> seen, List<Stranger> strangers, Duration waited,
            Texts texts) {
        List<Stranger> answering = Stream.concat(strangers.stream(),
                seen.stream().flatMap(report -> Stranger.among(report, plan).stream())).toList();
        return plan.members().stream().map(member -> of(member, seen, answering, waited, texts)).toList();
    }

    private static WaitingRow of(PlannedMember member, Optional<ProbeReport> seen, List<Stranger> strangers,
            Duration waited, Texts texts) {
        Optional<MemberStatus> status = seen.flatMap(report -> report.ofMember(member.id()))
                .flatMap(MemberProbe::status);
        boolean ready = status.filter(MemberStatus::hasLeader).isPresent();
        List<Endpoint> expected = Endpoint.readable(member.clientUrls());
        Optional<Stranger> stranger = strangers.stream()
                .filter(one -> status.isEmpty() && expected.contains(one.endpoint()))
                .findFirst();
        if (stranger.isPresent()) {
            return new WaitingRow(member.name(), false, true,
                    texts.get("waiting.stranger", Shown.name(stranger.get().called()), stranger.get().cluster()));
        }
        return new WaitingRow(member.name(), ready, false, status.isEmpty()
                ? texts.get("waiting.silent", Quantities.span(waited))
                : texts.get(ready ? "waiting.answers" : "waiting.leader"));
    }
}
