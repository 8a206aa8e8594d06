package org.etcdrecovery.console.step.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
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
 * @param name  its name
 * @param state how it is
 * @param words what is awaited of it, and for how long
 */
record WaitingRow(String name, State state, String words) {
    /** How a member that is waited for is. */
    enum State {
        /** It answers and sees a leader. */
        READY,
        /** It may become ready without anything being changed. */
        AWAITED,
        /** It cannot be asked, and waiting does not change that. */
        HINDERED,
        /** A member of another cluster answers at its client URL. */
        STRANGER
    }

    boolean isStranger() {
        return state == State.STRANGER;
    }

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
            return new WaitingRow(member.name(), State.STRANGER,
                    texts.get("waiting.stranger", Shown.name(stranger.get().called()), stranger.get().cluster()));
        }
        if (status.isPresent()) {
            return new WaitingRow(member.name(), ready ? State.READY : State.AWAITED,
                    texts.get(ready ? "waiting.answers" : "waiting.leader"));
        }
        return hindrance(expected, seen).map(why -> new WaitingRow(member.name(), State.HINDERED, why))
                .orElseGet(() -> new WaitingRow(member.name(), State.AWAITED,
                        texts.get("waiting.silent", Quantities.span(waited))));
    }

    /** Why a member cannot be asked, if waiting does not change that; empty if it may just not be ready. */
    private static Optional<String> hindrance(List<Endpoint> expected, Optional<ProbeReport> seen) {
        return seen.stream()
                .flatMap(report -> report.rows().stream())
                .filter(row -> expected.contains(row.endpoint()))
                .flatMap(row -> row.failure().stream())
                .filter(failure -> failure.cause().isOfConnection() || failure.cause() == Cause.NAME_NOT_RESOLVED
                        || failure.cause() == Cause.NOT_ETCD)
                .map(Failure::what)
                .findFirst();
    }
}
