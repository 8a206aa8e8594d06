package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of the JSON API that every server has. Unlike etcdctl, it can send any bytes and nested transactions, and
 * needs no process per request.
 */
public final class Gateway {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A member without a quorum does not answer a health request, so each request is short and repeated. */
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

    private final URI server;
    private HttpClient http = newClient();
    private String token = "";

    Gateway(URI server) {
        this.server = server;
    }

    /** Forgets the connections and the user, because neither survives a restart of the server. */
    void forget() {
        http = newClient();
        token = "";
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** An empty request to fill. */
    public static ObjectNode request() {
        return JSON.createObjectNode();
    }

    /** Text as etcd's bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Acts as this user until the server restarts. */
    public Gateway authenticate(String user, String password) {
        ObjectNode request = request().put("name", user).put("password", password);
        token = post("/v3/auth/authenticate", request).get("token").asString();
        return this;
    }

    public JsonNode put(byte[] key, byte[] value) {
        return put(key, value, 0);
    }

    public JsonNode put(String key, String value) {
        return put(bytes(key), bytes(value));
    }

    public JsonNode put(byte[] key, byte[] value, long lease) {
        return post("/v3/kv/put", putRequest(key, value).put("lease", lease));
    }

    public JsonNode delete(String key) {
        return post("/v3/kv/deleterange", request().put("key", bytes(key)));
    }

    /** Deletes all keys with this prefix, in one revision. */
    public JsonNode deletePrefix(String prefix) {
        return post("/v3/kv/deleterange", deletePrefixRequest(prefix));
    }

    /** A transaction without conditions: all operations in one revision. */
    public JsonNode txn(ObjectNode... operations) {
        return post("/v3/kv/txn", txnRequest(operations));
    }

    /** Compacts at the revision and returns once the older revisions are removed from the disk. */
    public JsonNode compact(long revision) {
        return post("/v3/kv/compaction", request().put("revision", revision).put("physical", true));
    }

    /** Grants a lease with this ID. */
    public JsonNode grantLease(long id, long seconds) {
        return post("/v3/lease/grant", request().put("ID", id).put("TTL", seconds));
    }

    public JsonNode revokeLease(long id) {
        return post("/v3/lease/revoke", request().put("ID", id));
    }

    /** The member's status. Its 64-bit numbers are strings. */
    public JsonNode status() {
        return post("/v3/maintenance/status", request());
    }

    /** The newest revision of the store. */
    public long revision() {
        return status().get("header").get("revision").asLong();
    }

    /** Whether this member knows the client URLs of all members. A member publishes its own once it serves. */
    public boolean knowsAllClientUrls() {
        JsonNode members = post("/v3/cluster/member/list", request()).path("members");
        return members.size() > 0 && members.valueStream().noneMatch(member -> member.path("clientURLs").isEmpty());
    }

    /** All living keys, in key order. */
    public List<LiveKey> keys() {
        byte[] all = {0};
        JsonNode kvs = post("/v3/kv/range", request().put("key", all).put("range_end", all)).path("kvs");
        return kvs.valueStream()
                .map(kv -> LiveKey.of(kv.path("key").binaryValue(), kv.path("create_revision").asLong(),
                        kv.path("mod_revision").asLong(), kv.path("version").asLong(), kv.path("lease").asLong(0),
                        kv.path("value").asString("").isEmpty() ? new byte[0] : kv.path("value").binaryValue()))
                .toList();
    }

    /** The operation of a transaction that puts a key. */
    public static ObjectNode putOperation(byte[] key, byte[] value) {
        return request().set("request_put", putRequest(key, value));
    }

    /** The operation of a transaction that puts a key. */
    public static ObjectNode putOperation(String key, String value) {
        return putOperation(bytes(key), bytes(value));
    }

    /** The operation of a transaction that deletes all keys with this prefix. */
    public static ObjectNode deleteOperation(String prefix) {
        return request().set("request_delete_range", deletePrefixRequest(prefix));
    }

    /** The operation of a transaction that is a nested transaction. */
    public static ObjectNode txnOperation(ObjectNode... operations) {
        return request().set("request_txn", txnRequest(operations));
    }

    /**
     * Sends any request of the API.
     *
     * @param path the path, such as {@code /v3/cluster/member/add}
     * @throws AssertionError if the server refuses, with its answer
     */
    public JsonNode post(String path, JsonNode request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
        if (!token.isEmpty()) {
            builder.header("Authorization", token);
        }
        HttpResponse<String> response;
        try {
            response = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(server + " does not answer " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        if (response.statusCode() != 200) {
            throw new AssertionError(server + path + " answers " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Whether it has a leader and a quorum. Alarms are ignored: a cluster with an alarm still answers. */
    public boolean isHealthy() {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/health?exclude=NOSPACE&exclude=CORRUPT"))
                .timeout(HEALTH_TIMEOUT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static ObjectNode putRequest(byte[] key, byte[] value) {
        return request().put("key", key).put("value", value);
    }

    private static ObjectNode deletePrefixRequest(String prefix) {
        byte[] end = bytes(prefix);
        end[end.length - 1]++;
        return request().put("key", bytes(prefix)).put("range_end", end);
    }

    private static ObjectNode txnRequest(ObjectNode... operations) {
        ObjectNode txn = request();
        ArrayNode success = txn.putArray("success");
        for (ObjectNode operation : operations) {
            success.add(operation);
        }
        return txn;
    }
}
