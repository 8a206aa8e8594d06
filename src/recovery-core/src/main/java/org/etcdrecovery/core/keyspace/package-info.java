/**
 * Values that etcd stores in the buckets of its backend: revisions, key-values, members, leases, alarms, users, roles and
 * versions. They are the same for every {@link org.etcdrecovery.core.keyspace.EtcdRelease} unless a type or that enum
 * says otherwise.
 *
 * <p>JSON is written byte for byte as Go's {@code encoding/json} does, because the records are compared with those of the
 * official tools.
 */
@NullMarked
package org.etcdrecovery.core.keyspace;

import org.jspecify.annotations.NullMarked;
