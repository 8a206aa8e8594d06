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
 * @param endpoint where it answers
 * @param name     its name; empty when nobody knows it
 * @param status   what it said of itself
 * @param reason   why it is the best one, as a sentence; empty when another one is
 */
public record MemberChoice(Endpoint endpoint, String name, MemberStatus status, String reason) {
    /** The members that answered, in the order in which they were asked. */
    static List<MemberChoice> of(ProbeReport report, Optional<SnapshotSource> best) {
        return report.answering().stream().flatMap(row -> of(row, best)).toList();
    }

    private static Stream<MemberChoice> of(MemberProbe row, Optional<SnapshotSource> best) {
        String reason = best.filter(source -> source.row().endpoint().equals(row.endpoint()))
                .map(SnapshotSource::reason)
                .orElse("");
        return row.status().stream().map(status -> new MemberChoice(row.endpoint(), row.name(), status, reason));
    }

    /** Whether it is the best one. */
    public boolean isRecommended() {
        return !reason.isEmpty();
    }

    /** What it is called: its name, or else where it answers. */
    public String label() {
        return name.isEmpty() ? endpoint.authority() : name;
    }

    /** Whether it votes and sees no leader, so that its log may hold more than it has applied. */
    public boolean isWithoutLeader() {
        return status.role() == MemberStatus.Role.WITHOUT_LEADER;
    }
}
