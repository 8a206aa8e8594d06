package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLContext;
import org.etcdrecovery.core.cluster.connect.PeerAnswer.State;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a member at its peer URL. etcd serves {@code /version} and {@code /members} there over HTTP/1.1 as soon as it
 * runs, but serves clients only once it has found a majority. Source: etcd server/etcdserver/api/etcdhttp/peer.go.
 */
final class PeerClient {
    private static final String CLUSTER_ID = "X-Etcd-Cluster-ID";
    private static final int OK = 200;
    /** Between two requests for the member list: longer than a member takes to apply its membership log entries. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private PeerClient() {}

    /**
     * Asks for version and members, and accepts a member list only once it stops changing: a member that has just
     * started replays its log, and before 3.6 its list starts empty and gains one member after the other.
     *
     * @param endpoint where the member listens for its peers
     * @param settings certificates and timeouts; a member that refuses these certificates is {@link State#LISTENING}
     * @throws SettingsException if certificates or keys cannot be used
     */
    static PeerAnswer ask(Endpoint endpoint, ConnectionSettings settings) throws SettingsException {
        OptionalInt route;
        try {
            route = settings.routes().port(endpoint);
        } catch (CallFailedException e) {
            return unanswered(e.failure(), endpoint);
        }
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.dialTimeout());
        if (endpoint.tls()) {
            SSLContext tls = Tls.of(settings.tls()).forHttp();
            builder.sslContext(route.isPresent() ? RoutedTls.of(tls, endpoint) : tls);
        }
        HttpClient http = builder.build();
        PeerExchange exchange = new PeerExchange(http, route.isPresent()
                ? new Endpoint("127.0.0.1", route.getAsInt(), endpoint.tls())
                : endpoint,
                settings.dialTimeout().plus(settings.dialTimeout()));
        try {
            String version = version(exchange.get("/version"));
            Optional<MemberList> members = settledMembers(exchange, settings);
            return new PeerAnswer(endpoint, State.SERVING, version, members, Optional.empty());
        } catch (IOException e) {
            return unanswered(cause(e, endpoint, settings, route), endpoint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } finally {
            http.shutdownNow();
        }
    }

    private static Failure cause(IOException e, Endpoint endpoint, ConnectionSettings settings, OptionalInt route) {
        Failure failure = Failures.of(e, endpoint);
        return switch (failure.cause()) {
            case CONNECTION_LOST, TLS_FAILED, NO_ANSWER, NO_CONNECTION -> route.isPresent()
                    ? settings.routes().obstacle(endpoint, settings.dialTimeout()).orElse(failure)
                    : failure;
            default -> failure;
        };
    }

    private static PeerAnswer unanswered(Failure failure, Endpoint endpoint) {
        State state = switch (failure.cause()) {
            case REFUSED, NO_CONNECTION, NAME_NOT_RESOLVED, UNREACHABLE -> State.SILENT;
            case NO_ANSWER -> State.HANGING;
            default -> State.LISTENING;
        };
        return new PeerAnswer(endpoint, state, "", Optional.empty(), Optional.of(failure));
    }

    private static String version(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new ProtocolException("HTTP status " + answer.statusCode());
        }
        String version;
        try {
            version = JsonMapper.shared().readTree(answer.body()).path("etcdserver").asString("");
        } catch (JacksonException e) {
            throw (ProtocolException) new ProtocolException("no JSON").initCause(e);
        }
        if (version.isEmpty()) {
            throw new ProtocolException("no version");
        }
        Limits.length("a version", version, Limits.VERSION);
        return version;
    }

    private static Optional<MemberList> settledMembers(PeerExchange exchange, ConnectionSettings settings)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(settings.commandTimeout());
        Optional<MemberList> before = members(exchange.get("/members"));
        while (true) {
            Thread.sleep(PAUSE);
            Optional<MemberList> now = members(exchange.get("/members"));
            if (now.equals(before) || !Instant.now().isBefore(end)) {
                return now.filter(list -> !list.members().isEmpty());
            }
            before = now;
        }
    }

    /** Parses a JSON array of members; empty if it is not one. */
    private static Optional<MemberList> members(HttpResponse<String> answer) throws TooLargeException {
        try {
            ClusterId clusterId = ClusterId.parse(answer.headers().firstValue(CLUSTER_ID).orElse(""));
            List<Member> members = JsonMapper.shared()
                    .readTree(answer.body())
                    .valueStream()
                    .map(member -> Member.fromJson(member.toString().getBytes(StandardCharsets.UTF_8)))
                    .toList();
            return Optional.of(Limits.check(new MemberList(clusterId, members)));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }
}
