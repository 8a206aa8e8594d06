package org.etcdrecovery.core.snapshot;

/**
 * A downgrade of the cluster.
 *
 * @param enabled       whether it is under way
 * @param targetVersion to which version, such as {@code 3.5.0}; empty if no downgrade was ever requested
 */
public record Downgrade(boolean enabled, String targetVersion) {}
