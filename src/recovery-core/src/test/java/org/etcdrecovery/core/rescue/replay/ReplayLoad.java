package org.etcdrecovery.core.rescue.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.testing.Gateway.bytes;
import static org.etcdrecovery.core.testing.Gateway.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.etcdrecovery.core.testing.Gateway;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests of all kinds to one member, the same ones for the same seed. Some of them are refused. */
final class ReplayLoad {
    private static final int KEYS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final String[] TARGETS = {"VERSION", "CREATE", "MOD", "VALUE", "LEASE"};
    private static final String[] FIELDS = {"version", "create_revision", "mod_revision", "value", "lease"};
    private static final String[] RESULTS = {"EQUAL", "GREATER", "LESS", "NOT_EQUAL"};

    private final Gateway etcd;
    private final Random random;
    private final int largest;
    private final List<Long> leases = new ArrayList<>();
    private long lastLease = 0x1000;
    private long compacted = 1;

    /**
     * @param largest the length of the longest value
     */
    ReplayLoad(Gateway etcd, long seed, int largest) {
        this.etcd = etcd;
        this.random = new Random(seed);
        this.largest = largest;
    }

    /** Sends some requests about keys and leases. */
    void keys(int count) {
        for (int i = 0; i < count; i++) {
            int chance = random.nextInt(100);
            if (chance < 45) {
                put();
            } else if (chance < 60) {
                txn();
            } else if (chance < 75) {
                delete();
            } else if (chance < 92) {
                lease();
            } else {
                compact();
            }
        }
    }

    private void put() {
        ObjectNode put = put(key());
        if (random.nextInt(8) == 0) {
            put.remove("value");
            put.remove("lease");
            put.put("ignore_value", true);
        } else if (random.nextInt(8) == 0) {
            put.remove("lease");
            put.put("ignore_lease", true);
        }
        attempt("/v3/kv/put", put);
    }

    private ObjectNode put(String key) {
        ObjectNode put = request().put("key", bytes(key)).put("value", value());
        if (random.nextInt(3) == 0) {
            put.put("lease", lastLease - random.nextInt(3));
        }
        return put.put("prev_kv", random.nextInt(10) == 0);
    }

    private byte[] value() {
        byte[] value = new byte[random.nextInt(20) == 0 ? random.nextInt(largest) : random.nextInt(60)];
        random.nextBytes(value);
        return value;
    }

    private String key() {
        return "/k/" + (char) ('a' + random.nextInt(4)) + "/" + random.nextInt(KEYS / 4);
    }

    private ObjectNode span() {
        String from = key();
        ObjectNode span = request().put("key", bytes(from));
        switch (random.nextInt(4)) {
            case 0 -> {
                // A single key.
            }
            case 1 -> span.put("range_end", bytes(from + "~"));
            case 2 -> span.put("key", bytes("/k/" + from.charAt(3) + "/7"))
                    .put("range_end", bytes("/k/" + from.charAt(3)
                            + "0"));
            default -> span.put("key", bytes("/k/d/5")).put("range_end", new byte[1]);
        }
        return span;
    }

    private void delete() {
        attempt("/v3/kv/deleterange", span().put("prev_kv", random.nextInt(10) == 0));
    }

    private void txn() {
        attempt("/v3/kv/txn", txn(0));
    }

    private ObjectNode txn(int depth) {
        ObjectNode txn = request();
        ArrayNode compare = txn.putArray("compare");
        for (int i = random.nextInt(3); i > 0; i--) {
            compare.add(comparison());
        }
        ArrayNode success = txn.putArray("success");
        ArrayNode failure = txn.putArray("failure");
        // Each branch has keys of its own: a transaction with the same key twice is refused before it is logged.
        operations(success, depth, "/k/a/" + depth);
        operations(failure, depth, "/k/b/" + depth);
        return txn;
    }

    private void operations(ArrayNode into, int depth, String prefix) {
        for (int i = random.nextInt(4); i > 0; i--) {
            into.add(request().set("request_put", put(prefix + i)));
        }
        if (random.nextInt(3) == 0) {
            into.add(request().set("request_delete_range",
                    request().put("key", bytes("/k/c/")).put("range_end", bytes("/k/c/" + random.nextInt(10)))));
        }
        if (random.nextInt(3) == 0) {
            into.add(request().set("request_range", request().put("key", bytes(key()))));
        }
        if (depth < 3 && random.nextInt(2) == 0) {
            into.add(request().set("request_txn", txn(depth + 1)));
        }
    }

    private ObjectNode comparison() {
        int target = random.nextInt(TARGETS.length);
        ObjectNode comparison = request().put("target", TARGETS[target])
                .put("result", RESULTS[random.nextInt(RESULTS.length)])
                .setAll(span());
        return target == 3
                ? comparison.put(FIELDS[target], value())
                : comparison.put(FIELDS[target], random.nextInt(3) == 0 ? 0 : random.nextInt(200));
    }

    private void lease() {
        switch (random.nextInt(3)) {
            case 0 -> {
                if (!leases.isEmpty()) {
                    attempt("/v3/lease/revoke",
                            request().put("ID", leases.remove(random.nextInt(leases.size()))));
                }
            }
            case 1 -> attempt("/v3/lease/grant", request().put("ID", lastLease).put("TTL", 5000));
            default -> {
                attempt("/v3/lease/grant", request().put("ID", ++lastLease).put("TTL", 3600));
                leases.add(lastLease);
            }
        }
    }

    private void compact() {
        long revision = etcd.revision();
        compacted = Math.max(compacted, revision - random.nextInt(20));
        attempt("/v3/kv/compaction", request().put("revision", compacted).put("physical", true));
    }

    /** Attaches keys to leases that expire on their own, and waits until they have. */
    void expire() {
        for (int i = 0; i < 3; i++) {
            long lease = ++lastLease;
            etcd.grantLease(lease, 2);
            etcd.put(bytes("/expires/" + i), bytes("soon"), lease);
            etcd.put(bytes("/expires/" + i + "/b"), bytes("soon"), lease);
        }
        etcd.put(bytes("/expires/never"), bytes("here"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (expiring() != 1) {
            assertThat(System.nanoTime()).as("keys expire within %s", PATIENCE).isLessThan(deadline);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** How many keys are left of those that expire, and of the one beside them that does not. */
    private long expiring() {
        return etcd.keys().stream().filter(key -> key.startsWith(bytes("/expires/"))).count();
    }

    /** Raises and disarms the alarm of lack of space, with requests that it refuses. */
    void alarm() {
        ObjectNode alarm = request().put("alarm", "NOSPACE").put("memberID", 7);
        etcd.post("/v3/maintenance/alarm", alarm.deepCopy().put("action", "ACTIVATE"));
        etcd.post("/v3/maintenance/alarm", alarm.deepCopy().put("action", "ACTIVATE"));
        attempt("/v3/kv/put", put("/no space"));
        attempt("/v3/lease/grant", request().put("ID", 0x999).put("TTL", 100));
        etcd.deletePrefix("/k/a");
        etcd.post("/v3/maintenance/alarm", alarm.deepCopy().put("action", "DEACTIVATE"));
    }

    /** Changes users and roles, turns authentication on, and sends requests that are denied. */
    void auth() {
        user("root", "root");
        user("alice", "alice");
        user("bob", "bob");
        etcd.post("/v3/auth/user/add",
                request().put("name", "carol").set("options", request().put("no_password", true)));
        attempt("/v3/auth/user/add", request().put("name", "bob").put("password", "again"));
        attempt("/v3/auth/role/add", request().put("name", "reader"));
        attempt("/v3/auth/role/add", request().put("name", "writer"));
        attempt("/v3/auth/role/add", request().put("name", "root"));
        permit("reader", "READ", "/k/", "/k0");
        permit("writer", "WRITE", "/k/b", "/k/c");
        permit("writer", "READWRITE", "/k/a", "/k/b");
        permit("writer", "READWRITE", "/k/c", "/k/c/5");
        permit("writer", "READ", "/k/c", "/k/c/5");
        permit("writer", "READWRITE", "/one", "");
        grant("root", "root");
        grant("alice", "writer");
        grant("alice", "writer");
        grant("bob", "reader");
        grant("bob", "absent");
        attempt("/v3/auth/user/changepw", request().put("name", "bob").put("password", "other"));
        etcd.post("/v3/auth/enable", request());
        as("alice", 60);
        as("root", 5);
        permit("reader", "WRITE", "/k/d", new String(new byte[1], UTF_8));
        as("bob", 25, "other");
        attempt("/v3/auth/role/delete", request().put("role", "reader"));
        attempt("/v3/auth/user/add", request().put("name", "eve").put("password", "eve"));
        etcd.authenticate("root", "root");
        attempt("/v3/auth/role/revoke", request().put("role", "writer")
                .put("key", bytes("/one")));
        attempt("/v3/auth/user/revoke", request().put("name", "alice").put("role", "writer"));
        attempt("/v3/auth/user/delete", request().put("name", "root"));
        attempt("/v3/auth/user/delete", request().put("name", "carol"));
        as("alice", 10);
        etcd.authenticate("root", "root");
        attempt("/v3/auth/role/delete", request().put("role", "reader"));
    }

    private void as(String user, int count) {
        as(user, count, user);
    }

    private void as(String user, int count, String password) {
        etcd.authenticate(user, password);
        keys(count);
    }

    private void user(String name, String password) {
        etcd.post("/v3/auth/user/add", request().put("name", name).put("password", password));
    }

    private void grant(String user, String role) {
        attempt("/v3/auth/user/grant", request().put("user", user).put("role", role));
    }

    private void permit(String role, String type, String key, String end) {
        attempt("/v3/auth/role/grant", request().put("name", role)
                .set("perm", request().put("permType", type).put("key", bytes(key)).put("range_end", bytes(end))));
    }

    /** Sends a request that may be refused. */
    private void attempt(String path, ObjectNode request) {
        try {
            etcd.post(path, request);
        } catch (AssertionError refused) {
            if (!String.valueOf(refused.getMessage()).contains(" answers ")) {
                throw refused;
            }
        }
    }
}
