package org.etcdrecovery.console.settings;

import org.etcdrecovery.console.recovery.StorePlace;

/**
 * A saved place of snapshots.
 *
 * @param name  the name of the profile
 * @param place the place
 */
public record StoreProfile(String name, StorePlace place) {}
