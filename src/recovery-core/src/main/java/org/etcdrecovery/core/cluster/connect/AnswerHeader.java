package org.etcdrecovery.core.cluster.connect;

import java.net.ProtocolException;
import org.etcdrecovery.core.keyspace.ClusterId;

/**
 * Tells an answer of etcd from an empty message, which decodes as any answer with nothing in it. Every member puts its
 * cluster ID into the header of what it answers to reads, writes, HashKV and Status (server/etcdserver/api/v3rpc/header.go
 * of etcd 3.4 to 3.7), and a grpc-proxy passes that on. Only its own list of members has no header.
 */
final class AnswerHeader {
    private AnswerHeader() {}

    /**
     * The cluster ID of a header.
     *
     * @throws ProtocolException if the header has none, so that no etcd gave this answer
     */
    static ClusterId clusterId(long id) throws ProtocolException {
        if (id == 0) {
            throw new ProtocolException("an answer without a cluster ID");
        }
        return new ClusterId(id);
    }
}
