package org.etcdrecovery.console.recovery;

/**
 * Where a member of a cluster is, as it was last reached; no secrets.
 *
 * @param address   its host, as ssh knows it: {@code [USER@]HOST[:PORT]}
 * @param directory its data directory there
 * @param walDir    its WAL directory there; empty if it is in the data directory
 * @param service   the name of the kind of service
 * @param unit      the unit or the manifest
 */
public record MemberHost(String address, String directory, String walDir, String service, String unit) {}
