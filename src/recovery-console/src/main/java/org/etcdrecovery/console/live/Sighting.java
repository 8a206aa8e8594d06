package org.etcdrecovery.console.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Intruder;

/**
 * A member of another cluster that answered at a planned URL, or where Source asked the old cluster.
 *
 * @param stranger the member
 * @param last     when it last answered
 * @param current  whether it answered the last look; if it did not, it may still be running
 * @param planned  whether it answered at a planned URL
 */
public record Sighting(Stranger stranger, Instant last, boolean current, boolean planned) {
    /**
     * What is known after another look: those that answer it, and earlier ones that it does not show to be gone.
     *
     * @param old the endpoints of the old cluster that are not those of the new one
     */
    static List<Sighting> after(List<Sighting> before, ProbeReport look, RestorePlan plan, Set<Endpoint> old,
            Instant now) {
        List<Stranger> answering = Stranger.among(look, plan);
        List<Sighting> known = new ArrayList<>();
        answering.forEach(
                stranger -> known.add(new Sighting(stranger, now, true, !old.contains(stranger.endpoint()))));
        before.stream()
                .filter(sighting -> !sighting.stranger().isGone(look, plan) && answering.stream()
                        .noneMatch(one -> one.endpoint().equals(sighting.stranger().endpoint())))
                .forEach(sighting -> known.add(sighting.unconfirmed()));
        return List.copyOf(known);
    }

    /** Whether the other one is the same member, as far as its name tells. */
    boolean isSameMember(Sighting other) {
        return !stranger.name().isEmpty() && stranger.name().equals(other.stranger.name())
                && stranger.cluster().equals(other.stranger.cluster());
    }

    /** The member as the report names it. */
    public Intruder forReport() {
        return new Intruder(stranger, last, planned);
    }

    /** The same member after a look that it did not answer. */
    Sighting unconfirmed() {
        return new Sighting(stranger, last, false, planned);
    }
}
