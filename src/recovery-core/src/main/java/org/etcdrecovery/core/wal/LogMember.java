package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;

/**
 * A member that the log of a restored member adds.
 *
 * @param id      its ID, unsigned
 * @param learner whether it is a learner
 * @param context the member as the JSON that etcd keeps of it: ID, peer URLs, name
 */
public record LogMember(long id, boolean learner, ByteString context) {}
