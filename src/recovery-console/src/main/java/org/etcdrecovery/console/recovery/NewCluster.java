package org.etcdrecovery.console.recovery;

import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.plan.RestorePlan;

/** How the restored cluster is reached, as far as it can be told before anybody says otherwise. */
public final class NewCluster {
    private NewCluster() {}

    /** The client URLs of a plan that can be connected to, in the order of its members. */
    public static List<Endpoint> endpoints(RestorePlan plan) {
        return plan.members()
                .stream()
                .flatMap(member -> endpoints(Endpoint.readable(member.clientUrls())))
                .distinct()
                .toList();
    }

    /** A Unix socket only where a member has nothing else: no other host can use it. */
    private static Stream<Endpoint> endpoints(List<Endpoint> ofMember) {
        boolean reachable = ofMember.stream().anyMatch(endpoint -> !endpoint.isSocket());
        return ofMember.stream().filter(endpoint -> !reachable || !endpoint.isSocket());
    }

    /** These endpoints with the certificates and the login of the old cluster, which its data usually asks for. */
    public static ConnectionSettings settings(RestorePlan plan, Recovery recovery) {
        List<Endpoint> endpoints = endpoints(plan);
        return recovery.connection()
                .get()
                .map(old -> old.withEndpoints(endpoints))
                .orElseGet(() -> ConnectionSettings.of(endpoints));
    }
}
