package org.etcdrecovery.console.step.source.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.jspecify.annotations.Nullable;

/** Turns what is known of members into rows. */
final class MemberRows {
    /** A running member that lags by fewer entries than this is keeping up. */
    private static final long NOTABLE_LAG = 1_000;
    /** States of a member that is silent at its client port, but of which more is known than that. */
    private static final Set<MemberState.State> WAITS = EnumSet.of(MemberState.State.WAITING_FOR_PEERS,
            MemberState.State.HANGING);

    private final Texts texts;

    MemberRows(Texts texts) {
        this.texts = texts;
    }

    /** An endpoint that has not answered yet. */
    MemberRow asking(Endpoint endpoint) {
        String none = texts.get("table.none");
        return new MemberRow(endpoint.authority(), "", "", none, none, none, "", none, none, Tone.NEUTRAL,
                texts.get("row.asking"), "", "");
    }

    /** The answer of one endpoint, before all have answered. */
    MemberRow answered(MemberProbe probe) {
        return row(probe, new ProbeReport(List.of(probe)), Optional.empty());
    }

    /** The answers of all endpoints, and what they mean, in the order of the members; what is no member comes last. */
    List<MemberRow> all(ProbeReport report, QuorumAssessment assessment) {
        List<MemberId> order = assessment.members().stream().map(state -> state.member().id()).toList();
        return report.rows()
                .stream()
                .sorted(Comparator.comparing(probe -> probe.memberId()
                        .map(order::indexOf)
                        .filter(at -> at >= 0)
                        .orElse(order.size())))
                .map(probe -> row(probe, report,
                        probe.memberId()
                                .flatMap(id -> assessment.members()
                                        .stream()
                                        .filter(state -> state.member().id().equals(id))
                                        .findFirst())))
                .toList();
    }

    private MemberRow row(MemberProbe probe, ProbeReport report, Optional<MemberState> judged) {
        @Nullable
        MemberStatus status = probe.status().orElse(null);
        String none = texts.get("table.none");
        Condition condition = condition(probe, report, judged);
        return new MemberRow(isWithoutClientUrl(probe) ? called(judged).orElse(none) : probe.endpoint().authority(),
                probe.name(),
                probe.memberId().map(MemberId::toString).orElse(""),
                status == null ? none : texts.get("role." + status.role()),
                status == null ? none : status.version(),
                status == null ? none : Quantities.number(status.revision()),
                status == null ? "" : ahead(status, report),
                status == null ? none : Quantities.number(status.raft().index()),
                status == null ? none : sizes(status.db().file(), status.db().inUse()),
                condition.tone(), condition.words(), detail(probe, report, judged),
                probe.failure().map(Failure::code).orElse(""));
    }

    /** What to read beside long revisions that differ only in their last digits. */
    private static String ahead(MemberStatus status, ProbeReport report) {
        long lowest = report.rows()
                .stream()
                .flatMap(row -> row.status().stream())
                .mapToLong(MemberStatus::revision)
                .min()
                .orElse(status.revision());
        return status.revision() == lowest ? "" : "+" + Quantities.number(status.revision() - lowest);
    }

    /** A member that never started has no name; its peer URL identifies it. */
    private static Optional<String> called(Optional<MemberState> judged) {
        return judged.map(MemberState::member)
                .filter(member -> member.name().isEmpty())
                .map(Member::called)
                .filter(called -> !called.isEmpty());
    }

    private static boolean isWithoutClientUrl(MemberProbe probe) {
        return probe.failedWith(Failure.Cause.NO_CLIENT_URL);
    }

    private record Condition(Tone tone, String words) {}

    private Condition condition(MemberProbe probe, ProbeReport report, Optional<MemberState> judged) {
        @Nullable
        MemberStatus status = probe.status().orElse(null);
        @Nullable
        Failure failure = probe.failure().orElse(null);
        if (judged.filter(MemberState::isUnstarted).isPresent()) {
            return new Condition(Tone.WARNING, texts.get("state.unstarted"));
        }
        if (status == null) {
            return judged.map(MemberState::state)
                    .filter(WAITS::contains)
                    .map(state -> new Condition(Tone.WARNING, texts.get("state." + state)))
                    .orElseGet(() -> new Condition(Tone.DANGER, FailureLabel.of(failure, texts)));
        }
        if (!status.alarms().isEmpty()) {
            return new Condition(Tone.WARNING, texts.get("row.alarm", status.alarms().getFirst().kind().name()));
        }
        if (failure != null) {
            return new Condition(Tone.WARNING, FailureLabel.of(failure, texts));
        }
        if (report.lag(status) > NOTABLE_LAG) {
            return new Condition(Tone.WARNING, texts.get("row.behind", Quantities.number(report.lag(status))));
        }
        return status.errors().isEmpty() || !status.hasLeader()
                ? new Condition(Tone.SUCCESS, texts.get("row.answers"))
                : new Condition(Tone.WARNING, texts.get("row.reports"));
    }

    private String detail(MemberProbe probe, ProbeReport report, Optional<MemberState> judged) {
        List<String> parts = new ArrayList<>();
        judged.map(MemberState::why).ifPresent(parts::add);
        probe.failure()
                .map(failure -> judged.filter(state -> state.why().contains(failure.what())).isPresent()
                        ? failure.advice()
                        : failure.sentence())
                .ifPresent(parts::add);
        probe.status().ifPresent(status -> {
            long lag = report.lag(status);
            parts.add(lag == 0 ? texts.get("row.lag.none") : texts.get("row.lag", Quantities.number(lag)));
            if (status.db().quota() > 0) {
                parts.add(texts.get("row.quota", Quantities.size(status.db().quota())));
            }
            status.errors()
                    .stream()
                    .map(words -> words.replaceFirst("^etcdserver: ", ""))
                    // Its state says that already.
                    .filter(words -> status.hasLeader() || !words.equals("no leader"))
                    .forEach(words -> parts.add(texts.get("row.reported", words)));
        });
        if (!probe.named()) {
            parts.add(texts.get("row.unnamed"));
        }
        parts.removeIf(String::isBlank);
        return String.join(" ", parts);
    }

    /** {@code 2.3 / 1.9 GB}: if the unit is the same, it is written once. */
    static String sizes(long all, long inUse) {
        String first = Quantities.size(all);
        String second = Quantities.size(inUse);
        String unit = first.substring(first.indexOf('\u00a0') + 1);
        return second.endsWith("\u00a0" + unit)
                ? first.substring(0, first.indexOf('\u00a0')) + " / " + second
                : first + " / " + second;
    }
}
