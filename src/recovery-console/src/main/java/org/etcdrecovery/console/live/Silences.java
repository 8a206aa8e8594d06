package org.etcdrecovery.console.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Silence;

/**
 * The planned members that have answered at their client URLs and no longer do. One that never answered there does
 * not count: perhaps it can only be reached in another way.
 */
final class Silences {
    private final Map<String, Instant> answered = new HashMap<>();

    /** Forgets what was known of another plan. */
    void forget() {
        answered.clear();
    }

    /** The planned members that did not answer this look. */
    List<Silence> after(ProbeReport look, RestorePlan plan, Instant now) {
        List<Silence> silent = new ArrayList<>();
        for (PlannedMember member : plan.members()) {
            List<Endpoint> expected = Endpoint.readable(member.clientUrls());
            List<MemberProbe> rows = look.rows().stream().filter(row -> expected.contains(row.endpoint())).toList();
            if (rows.stream().anyMatch(row -> isOf(plan, row))) {
                answered.put(member.name(), now);
            } else if (!rows.isEmpty() && answered.containsKey(member.name())) {
                silent.add(new Silence(member.name(), answered.get(member.name()), now));
            }
        }
        return silent;
    }

    private static boolean isOf(RestorePlan plan, MemberProbe row) {
        return row.status().filter(status -> status.clusterId().equals(plan.clusterId())).isPresent();
    }
}
