package org.etcdrecovery.core.cluster.connect;

import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries a channel to an endpoint over TCP or a Unix socket. For the latter Netty uses Java's sockets. Its native code
 * would have to be shipped for each platform, and adds only abstract sockets, on which etcd does not listen.
 */
final class Transport implements AutoCloseable {
    /** The HTTP/2 authority of a server on a socket without TLS, where no certificate has to match it. */
    private static final String NO_HOST = "localhost";

    private final Endpoint endpoint;
    private final OptionalInt route;
    private final @Nullable EventLoopGroup threads;

    /**
     * @param route the port of 127.0.0.1 that leads to the endpoint; empty if it is reached directly
     */
    Transport(Endpoint endpoint, OptionalInt route) {
        this.endpoint = endpoint;
        this.route = route;
        this.threads = endpoint.isSocket() ? new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()) : null;
    }

    /**
     * Starts to build a channel.
     *
     * @throws SettingsException if the system does not accept the path of a socket, or no certificate can cover its
     *                           name
     */
    NettyChannelBuilder builder() throws SettingsException {
        if (route.isPresent()) {
            return NettyChannelBuilder.forAddress("127.0.0.1", route.getAsInt())
                    .overrideAuthority(endpoint.authority());
        }
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

    /** The target URI, in whose path the brackets of an IPv6 address must be escaped. */
    private String target() {
        try {
            return new URI("dns", "", "/" + endpoint.authority(), null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an escaped path is always valid", e);
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            // A call that is being cancelled still needs them for a moment.
            Future<?> _ = threads.shutdownGracefully(100, 1000, TimeUnit.MILLISECONDS);
        }
    }
}
