package org.etcdrecovery.core.cluster.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The peer port of a member that replays its log or waits for its peers: no real member can be held in that state. */
public final class FakePeer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger looks = new AtomicInteger();

    /**
     * Serves version 3.5.35 of cluster cafe.
     *
     * @param port    on loopback; 0 for any
     * @param members the answers to the requests for its members, as JSON; the last one repeats
     * @throws IOException if the port is taken
     */
    public FakePeer(int port, String... members) throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        server.createContext("/version",
                exchange -> answer(exchange, "{\"etcdserver\":\"3.5.35\",\"etcdcluster\":\"3.5.0\"}"));
        server.createContext("/members", exchange -> {
            exchange.getResponseHeaders().set("X-Etcd-Cluster-ID", "cafe");
            answer(exchange, members[Math.min(looks.getAndIncrement(), members.length - 1)]);
        });
    }

    private FakePeer(HttpServer server) {
        this.server = server;
        server.start();
    }

    /** Redirects every request to another URL. */
    static FakePeer redirecting(String url) throws IOException {
        FakePeer peer = new FakePeer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        peer.server.createContext("/", exchange -> {
            peer.looks.incrementAndGet();
            try (exchange) {
                exchange.getResponseHeaders().set("Location", url + exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(307, -1);
            }
        });
        return peer;
    }

    /** How many times its members were requested, or it redirected. */
    int looks() {
        return looks.get();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The peer URL as an endpoint. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getAddress().getPort(), false);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
