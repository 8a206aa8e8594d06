package org.etcdrecovery.console.recovery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** How the restored cluster is reached, as far as it can be told before anybody says otherwise. */
public final class NewCluster {
    private NewCluster() {}

    /** The client URLs of a plan that can be connected to, in the order of its members. */
    public static List<Endpoint> endpoints(RestorePlan plan) {
        Set<Endpoint> endpoints = new LinkedHashSet<>();
        for (PlannedMember member : plan.members()) {
            for (String url : member.clientUrls()) {
                try {
                    endpoints.add(Endpoint.parse(url, false));
                } catch (SettingsException e) {
                    // A Unix socket: a member may have one, and no other host can use it.
                    continue;
                }
            }
        }
        return List.copyOf(endpoints);
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
