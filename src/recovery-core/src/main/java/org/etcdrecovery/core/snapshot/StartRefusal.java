package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.keyspace.VersionRange;

/**
 * A record with which some etcd releases do not start, or serve nothing once they have.
 *
 * @param record   names the record and what is wrong with it, in one line
 * @param versions the releases that do not start
 */
public record StartRefusal(String record, VersionRange versions) {}
