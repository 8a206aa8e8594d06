package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.keyspace.VersionRange;

/**
 * A record with which some releases of etcd do not start, or serve nothing once they have.
 *
 * @param record   the record and what is wrong with it, in one line
 * @param versions the releases
 */
public record StartRefusal(String record, VersionRange versions) {}
