package org.etcdrecovery.core.cluster.command;

/**
 * How endpoints were found by DNS, where they were: a command then asks DNS again instead of naming them.
 *
 * @param domain   the domain of the cluster
 * @param service  a suffix of the records' names; may be empty
 * @param insecure whether endpoints without TLS are taken, as etcdctl does unless told otherwise
 */
public record SrvQuery(String domain, String service, boolean insecure) {}
