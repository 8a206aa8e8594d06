package org.etcdrecovery.console.step.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Silence;

/**
 * What is no longer so since a cluster was proven: members that do not answer.
 *
 * @param members  their names
 * @param last     when the first of them last answered
 * @param majority whether the voters that still answer are a majority
 */
record Lapse(List<String> members, Instant last, boolean majority) {
    /** Copies the list. */
    Lapse {
        members = List.copyOf(members);
    }

    /** What it means for the cluster that these members are silent; empty if none is. */
    static Optional<Lapse> of(RestorePlan plan, List<Silence> since) {
        if (since.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = since.stream().map(Silence::member).toList();
        List<String> voters = plan.voters().stream().map(PlannedMember::name).toList();
        long answering = voters.stream().filter(name -> !names.contains(name)).count();
        return Optional.of(new Lapse(names, since.stream().map(Silence::last).min(Instant::compareTo).orElseThrow(),
                answering * 2 > voters.size()));
    }
}
