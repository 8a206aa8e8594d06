package org.etcdrecovery.core.cluster.command;

/**
 * A DNS query that found the endpoints. A command then repeats the query instead of naming them.
 *
 * @param domain   the domain of the cluster
 * @param service  a suffix of the record names; may be empty
 * @param insecure whether endpoints without TLS are accepted, as etcdctl does by default
 */
public record SrvQuery(String domain, String service, boolean insecure) {}
