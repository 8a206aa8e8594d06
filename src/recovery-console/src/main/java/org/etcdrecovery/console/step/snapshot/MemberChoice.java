package org.etcdrecovery.console.step.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;

/**
 * A member that a snapshot can be taken from.
 *
 * @param endpoint the endpoint that answered
 * @param name     its name; empty if unknown
 * @param status   its own status
 * @param ahead    how much higher its revision is than the lowest of these members
 * @param reason   why it is the best choice, as a sentence; empty if another one is
 */
record MemberChoice(Endpoint endpoint, String name, MemberStatus status, long ahead, String reason) {
    /** The members that answered, in the order in which they were asked. */
    static List<MemberChoice> of(ProbeReport report, Optional<SnapshotSource> best) {
        long lowest = report.answering()
                .stream()
                .flatMap(row -> row.status().stream())
                .mapToLong(MemberStatus::revision)
                .min()
                .orElse(0);
        return report.answering().stream().flatMap(row -> of(row, lowest, best)).toList();
    }

    private static Stream<MemberChoice> of(MemberProbe row, long lowest, Optional<SnapshotSource> best) {
        String reason = best.filter(source -> source.row().endpoint().equals(row.endpoint()))
                .map(SnapshotSource::reason)
                .orElse("");
        return row.status()
                .stream()
                .map(status -> new MemberChoice(row.endpoint(), row.name(), status,
                        status.revision() - lowest, reason));
    }

    /** Whether it is the best choice. */
    boolean isRecommended() {
        return !reason.isEmpty();
    }

    /** The member's name, or its endpoint if it has none. */
    String label() {
        return name.isEmpty() ? endpoint.authority() : name;
    }

    /** Whether it is a voter without a leader, whose log may therefore hold more than it has applied. */
    boolean isWithoutLeader() {
        return status.role() == MemberStatus.Role.WITHOUT_LEADER;
    }
}
