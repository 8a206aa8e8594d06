package org.etcdrecovery.core.snapshot;

/**
 * The downgrade that the cluster last recorded.
 *
 * @param enabled       whether it is under way
 * @param targetVersion the version to downgrade to, such as {@code 3.5.0}; empty if no downgrade was ever requested
 */
public record Downgrade(boolean enabled, String targetVersion) {}
