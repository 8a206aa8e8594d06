package org.etcdrecovery.core.cluster.connect;

import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What carries a channel to an endpoint: TCP, or a Unix socket. For the latter Netty uses Java's own; its native code
 * would have to be shipped for each platform, and adds only the abstract sockets that etcd does not listen on.
 */
final class Transport implements AutoCloseable {
    /** What HTTP/2 calls a server on a socket, where there is no certificate that would have to fit. */
    private static final String NO_HOST = "localhost";

    private final Endpoint endpoint;
    private final @Nullable EventLoopGroup threads;

    Transport(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.threads = endpoint.isSocket() ? new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()) : null;
    }

    /**
     * The start of a channel.
     *
     * @throws SettingsException when a socket has a path that the system does not take, or a name that no certificate can
     *                           cover
     */
    NettyChannelBuilder builder() throws SettingsException {
        if (threads == null) {
            return NettyChannelBuilder.forTarget(target());
        }
        try {
            NettyChannelBuilder builder = NettyChannelBuilder
                    .forAddress(UnixDomainSocketAddress.of(endpoint.socket()))
                    .eventLoopGroup(threads)
                    .channelType(NioDomainSocketChannel.class);
            return builder.overrideAuthority(endpoint.tls() ? endpoint.host() : NO_HOST);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("Endpoint " + endpoint + ": the path of this socket cannot be used here: "
                    + e.getMessage(), e);
        }
    }

    /** The brackets of an IPv6 address must be escaped in the path of a URI. */
    private String target() {
        try {
            return new URI("dns", "", "/" + endpoint.authority(), null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path that is escaped is always one", e);
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            Future<?> _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
