package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** Checks that a single member starts and serves, regardless of its users' permissions and its alarms. */
public final class Service {
    private static final long START_SECONDS = 60;
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final String EVERY_KEY = "{\"key\":\"AA==\",\"range_end\":\"AA==\",\"limit\":5}";

    private static final List<String> READ = List.of("\"header\"", "user name is empty", "not capable",
            "corrupt cluster");

    private final MemberProcess member;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Service(MemberProcess member) {
        this.member = member;
    }

    /** Why a member that has just been started does not serve; empty if it does. */
    public static String problem(MemberProcess member) {
        return new Service(member).problem();
    }

    private String problem() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answersReads()) {
            if (!member.isRunning()) {
                return "ends at its start";
            }
            if (System.nanoTime() > deadline) {
                return "does not answer";
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        String login = answer("/v3/auth/authenticate", "{\"name\":\"root\",\"password\":\"root\"}", "");
        String token = login.contains("\"token\"") ? JsonMapper.shared().readTree(login).get("token").asString() : "";
        answer("/v3/auth/authenticate", "{\"name\":\"alice\",\"password\":\"root\"}", "");
        String range = answer("/v3/kv/range", EVERY_KEY, token);
        String put = answer("/v3/kv/put", "{\"key\":\"L3NlcnZlZA==\",\"value\":\"MQ==\"}", token);
        answer("/v3/auth/user/list", "{}", token);
        if (!isRunning()) {
            return "ends when it is asked";
        }
        return (range + put).contains("not capable") ? "is not capable" : "";
    }

    /** Sends a request too, because a server that panics during an answer closes its connections before it ends. */
    private boolean isRunning() {
        return member.isRunning() && answersReads() && member.isRunning();
    }

    /**
     * Whether it answers a linearizable read. A refusal is an answer, since it asks the leader before it checks the
     * user.
     */
    private boolean answersReads() {
        String range = answer("/v3/kv/range", EVERY_KEY, "");
        return READ.stream().anyMatch(range::contains);
    }

    private String answer(String path, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(member.member().clientUrl() + path))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
