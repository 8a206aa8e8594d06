package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;

/**
 * What clients have written since the members were activated.
 *
 * @param revisions how many revisions
 * @param endpoint  the member that knows most
 * @param certain   whether a majority of the voters answers, so that no other one knows more
 */
public record Written(long revisions, Endpoint endpoint, boolean certain) {
    /**
     * Asks the members.
     *
     * @param settings how to reach them, their routes included
     * @return empty if no member of the planned cluster answers
     */
    public static Optional<Written> ask(RestorePlan plan, ConnectionSettings settings, Progress progress)
            throws IOException {
        List<MemberProbe> ours = Prober.probe(settings, _ -> {}, progress)
                .answering()
                .stream()
                .filter(probe -> probe.status().orElseThrow().clusterId().equals(plan.clusterId()))
                .toList();
        Set<MemberId> voters = plan.voters().stream().map(PlannedMember::id).collect(Collectors.toSet());
        long answering = ours.stream()
                .map(probe -> probe.status().orElseThrow().memberId())
                .filter(voters::contains)
                .distinct()
                .count();
        return ours.stream()
                .max(Comparator.comparingLong(probe -> probe.status().orElseThrow().revision()))
                .map(probe -> new Written(
                        Math.max(0, probe.status().orElseThrow().revision() - plan.revisions().last()),
                        probe.endpoint(), answering * 2 > voters.size()));
    }

    /** Why members do not answer, of which {@link #ask} found none or no majority. Asks once more. */
    static List<String> silence(ConnectionSettings settings, Progress progress) throws IOException {
        return Prober.probe(settings, _ -> {}, progress)
                .rows()
                .stream()
                .filter(probe -> !probe.answers())
                .flatMap(probe -> probe.failure().stream())
                .map(Failure::what)
                .distinct()
                .toList();
    }

    /** What becomes of it without a snapshot, for the journals of an undo. */
    public Writes unsaved() {
        if (!certain) {
            return Writes.UNKNOWN;
        }
        return revisions == 0 ? Writes.NONE : Writes.UNSAVED;
    }

    /**
     * What became of it once a snapshot was saved from {@link #endpoint}, for the journals of an undo.
     *
     * @param after what the members answer after that: clients may have written while the snapshot was saved
     */
    public Writes saved(Optional<Written> after) {
        if (!certain || after.filter(Written::certain).isEmpty()) {
            return Writes.UNKNOWN;
        }
        return after.orElseThrow().revisions() > revisions ? Writes.UNSAVED : Writes.SAVED;
    }
}
