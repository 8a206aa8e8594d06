package org.etcdrecovery.console.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Intruder;

/**
 * A member of another cluster that answered at a planned URL.
 *
 * @param stranger the member
 * @param last     when it last answered
 * @param current  whether it answered the last look; if it did not, it may still be running
 */
public record Sighting(Stranger stranger, Instant last, boolean current) {
    /** What is known after another look: those that answer it, and earlier ones that it does not show to be gone. */
    static List<Sighting> after(List<Sighting> before, ProbeReport look, RestorePlan plan, Instant now) {
        List<Stranger> answering = Stranger.among(look, plan);
        List<Sighting> known = new ArrayList<>();
        answering.forEach(stranger -> known.add(new Sighting(stranger, now, true)));
        before.stream()
                .filter(sighting -> !sighting.stranger().isGone(look, plan) && answering.stream()
                        .noneMatch(one -> one.endpoint().equals(sighting.stranger().endpoint())))
                .forEach(sighting -> known.add(sighting.unconfirmed()));
        return List.copyOf(known);
    }

    /** The same for the report. */
    public Intruder forReport() {
        return new Intruder(stranger, last);
    }

    /** The same member after a look that it did not answer. */
    Sighting unconfirmed() {
        return new Sighting(stranger, last, false);
    }
}
