package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.core.cluster.connect.PeerAnswer.State;
import org.etcdrecovery.core.keyspace.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer port that answers as that of a member does which goes through its log: no real one can be held there. */
class PeerClientTest {
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/version",
                exchange -> answer(exchange, "{\"etcdserver\":\"3.5.35\",\"etcdcluster\":\"3.5.0\"}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesTheListOnlyAfterItHasStoodStill() throws Exception {
        knows(0, 1, 3, 3);
        PeerAnswer answer = ask();
        assertThat(answer.state()).isEqualTo(State.SERVING);
        assertThat(answer.list()).isNotNull().satisfies(list -> {
            assertThat(list.clusterId()).isEqualTo(0xCAFE);
            assertThat(list.members()).extracting(Member::id).containsExactly(1L, 2L, 3L);
        });
    }

    @Test
    void aMemberThatKnowsNobodyNamesNoMembers() throws Exception {
        knows(0, 0);
        PeerAnswer answer = ask();
        assertThat(answer.state()).isEqualTo(State.SERVING);
        assertThat(answer.list()).isNull();
    }

    /** Lets the member know so many members at each look, and at all later ones as many as at the last. */
    private void knows(int... counts) {
        server.createContext("/members", exchange -> {
            int count = counts[Math.min(looks.getAndIncrement(), counts.length - 1)];
            exchange.getResponseHeaders().set("X-Etcd-Cluster-ID", "cafe");
            answer(exchange, List.of(1, 2, 3)
                    .subList(0, count)
                    .stream()
                    .map(id -> "{\"id\":" + id + "}")
                    .toList()
                    .toString());
        });
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private PeerAnswer ask() throws SettingsException {
        Endpoint endpoint = new Endpoint("127.0.0.1", server.getAddress().getPort(), false);
        return PeerClient.ask(endpoint, ConnectionSettings.of(List.of(endpoint))
                .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }
}
