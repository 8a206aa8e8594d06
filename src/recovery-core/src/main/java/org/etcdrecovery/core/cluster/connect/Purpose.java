package org.etcdrecovery.core.cluster.connect;

import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.netty.NettyChannelBuilder;

/** What a connection is for, and how much may therefore be under way on it before it is read. */
public enum Purpose {
    /** Questions with short answers. */
    QUESTIONS(1 << 20),
    /** A snapshot: enough for 1 Gbit/s over 100 ms. Memory is taken only for what is under way. */
    SNAPSHOT(16 << 20);

    /** etcd compresses nothing unless asked to, and a small message must not become a large one here. */
    private static final DecompressorRegistry UNCOMPRESSED = DecompressorRegistry.emptyInstance()
            .with(Codec.Identity.NONE, false);

    private final int window;

    Purpose(int window) {
        this.window = window;
    }

    /** Bounds what a connection takes from the server. */
    NettyChannelBuilder limit(NettyChannelBuilder builder) {
        return builder.flowControlWindow(window)
                .maxInboundMessageSize(Limits.ANSWER)
                .decompressorRegistry(UNCOMPRESSED);
    }
}
