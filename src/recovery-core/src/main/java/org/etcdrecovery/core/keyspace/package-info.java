/**
 * What etcd stores in the buckets of its backend, as values: revisions, key-values, members, leases, alarms, users,
 * roles and versions. The same for every {@link org.etcdrecovery.core.keyspace.EtcdRelease} unless a type or
 * that enum says otherwise.
 *
 * <p>JSON is written as Go's {@code encoding/json} writes it, byte for byte, because the records that the official
 * tools write are compared with ours.
 */
@NullMarked
package org.etcdrecovery.core.keyspace;

import org.jspecify.annotations.NullMarked;
