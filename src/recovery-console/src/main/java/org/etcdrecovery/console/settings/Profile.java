package org.etcdrecovery.console.settings;

import org.etcdrecovery.console.recovery.ConnectionForm;

/**
 * A saved connection to a cluster.
 *
 * @param name       the name of the profile
 * @param connection how to reach the cluster
 */
public record Profile(String name, ConnectionForm connection) {}
