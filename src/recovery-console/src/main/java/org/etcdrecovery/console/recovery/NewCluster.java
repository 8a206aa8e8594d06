package org.etcdrecovery.console.recovery;

import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.plan.RestorePlan;

/** How to reach the restored cluster, as far as it follows from the plan and the old connection. */
public final class NewCluster {
    private NewCluster() {}

    /** The client URLs of a plan that can be connected to, in the order of its members. */
    static List<Endpoint> endpoints(RestorePlan plan) {
        return plan.members()
                .stream()
                .flatMap(member -> endpoints(Endpoint.readable(member.clientUrls())))
                .distinct()
                .toList();
    }

    /** Uses a Unix socket only if a member has nothing else: no other host can use it. */
    private static Stream<Endpoint> endpoints(List<Endpoint> ofMember) {
        boolean reachable = ofMember.stream().anyMatch(endpoint -> !endpoint.isSocket());
        return ofMember.stream().filter(endpoint -> !reachable || !endpoint.isSocket());
    }

    /** These endpoints with the TLS settings and login of the old cluster; its data usually requires the same login. */
    public static ConnectionSettings settings(RestorePlan plan, Recovery recovery) {
        List<Endpoint> endpoints = endpoints(plan);
        return recovery.oldCluster()
                .likelyConnection()
                .map(old -> old.withEndpoints(endpoints))
                .orElseGet(() -> ConnectionSettings.of(endpoints));
    }
}
