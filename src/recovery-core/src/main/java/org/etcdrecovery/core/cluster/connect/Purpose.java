package org.etcdrecovery.core.cluster.connect;

import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.netty.NettyChannelBuilder;

/** What a connection is for, which decides how many bytes the server may send before they are read. */
public enum Purpose {
    /** Questions with short answers. */
    QUESTIONS(1 << 20),
    /** A snapshot: enough for 1 Gbit/s at 100 ms. It takes memory only for bytes that have arrived. */
    SNAPSHOT(16 << 20);

    /** etcd compresses only on request, and a small message must not expand to a large one here. */
    private static final DecompressorRegistry UNCOMPRESSED = DecompressorRegistry.emptyInstance()
            .with(Codec.Identity.NONE, false);

    private final int window;

    Purpose(int window) {
        this.window = window;
    }

    /** Limits how much a connection accepts from the server. */
    NettyChannelBuilder limit(NettyChannelBuilder builder) {
        return builder.flowControlWindow(window)
                .maxInboundMessageSize(Limits.ANSWER)
                .decompressorRegistry(UNCOMPRESSED);
    }
}
