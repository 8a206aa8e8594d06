package org.etcdrecovery.console.settings;

import org.etcdrecovery.console.recovery.ConnectionForm;

/**
 * A cluster that is connected to again and again.
 *
 * @param name       what it is called
 * @param connection how to reach it
 */
public record Profile(String name, ConnectionForm connection) {}
