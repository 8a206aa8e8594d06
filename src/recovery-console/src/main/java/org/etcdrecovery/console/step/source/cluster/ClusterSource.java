package org.etcdrecovery.console.step.source.cluster;

import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.shell.StepOutline;

/**
 * A living cluster as the source: how to reach it, what its members answer, and what follows from that.
 *
 * @param outline    the outline of the step
 * @param connection how to reach the cluster
 * @param profiles   the saved connections
 * @param discovery  finds endpoints by DNS
 * @param endpoints  asks the members
 * @param damage     what to do by hand first
 */
public record ClusterSource(StepOutline outline, ConnectionModel connection, ProfilesModel profiles,
        DiscoveryModel discovery, EndpointsModel endpoints, DamageModel damage) {
    Activity activity() {
        return outline.activity();
    }
}
