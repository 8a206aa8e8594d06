package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;

/**
 * A member of the cluster, as added by the log of a restored member.
 *
 * @param id      its ID, unsigned
 * @param learner whether it is a learner
 * @param context the member in etcd's JSON form: ID, peer URLs, name
 */
public record LogMember(long id, boolean learner, ByteString context) {}
