package org.etcdrecovery.core.snapshot;

import static org.etcdrecovery.core.testing.Gateway.bytes;
import static org.etcdrecovery.core.testing.Gateway.deleteOperation;
import static org.etcdrecovery.core.testing.Gateway.putOperation;
import static org.etcdrecovery.core.testing.Gateway.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.etcdrecovery.core.snapshot.LoadTruth.Change;
import org.etcdrecovery.core.testing.Gateway;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clients that concurrently change the store of one member in all ways, each below a separate prefix, until they are
 * stopped. They record their changes in a {@link LoadTruth}.
 */
final class MixedLoad implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int KEYS = 150;

    private final Gateway gateway;
    private final LoadTruth truth;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();

    private MixedLoad(Gateway gateway, LoadTruth truth) {
        this.gateway = gateway;
        this.truth = truth;
    }

    static MixedLoad start(Gateway gateway, LoadTruth truth, Random random) {
        MixedLoad load = new MixedLoad(gateway, truth);
        for (int i = 0; i < CLIENTS; i++) {
            Client client = load.new Client(i, new Random(random.nextLong()));
            CompletableFuture<Void> done = new CompletableFuture<>();
            load.clients.add(done);
            Thread.ofVirtual().start(() -> {
                try {
                    client.run();
                    done.complete(null);
                } catch (Throwable e) {
                    done.completeExceptionally(e);
                }
            });
        }
        return load;
    }

    /** Stops the clients, after they have received the answers to their last requests. */
    @Override
    public void close() {
        stopped.set(true);
        clients.forEach(CompletableFuture::join);
    }

    private final class Client {
        private final int number;
        private final Random random;
        /** The keys that exist, with their leases. */
        private final Map<String, Long> keys = new HashMap<>();
        private final Set<Long> leases = new HashSet<>();
        private final Set<String> users = new HashSet<>();
        private long serial;

        Client(int number, Random random) {
            this.number = number;
            this.random = random;
        }

        void run() {
            while (!stopped.get()) {
                int chance = random.nextInt(1000);
                if (chance < 550) {
                    put(value(chance < 30 ? 5000 + random.nextInt(25_000) : random.nextInt(300)));
                } else if (chance < 700) {
                    transaction();
                } else if (chance < 820) {
                    delete("/" + number + "/" + random.nextInt(KEYS));
                } else if (chance < 830) {
                    delete("/" + number + "/" + random.nextInt(10));
                } else if (chance < 900) {
                    lease();
                } else if (chance < 925) {
                    user();
                } else if (chance < 940) {
                    gateway.txn();
                } else if (chance < 955 && number == 0) {
                    compact();
                } else if (chance == 999 && number == 0) {
                    gateway.post("/v3/maintenance/defragment", request());
                }
            }
        }

        private byte[] value(int length) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            return value;
        }

        private String key() {
            return "/" + number + "/" + random.nextInt(KEYS) + "/";
        }

        private void put(byte[] value) {
            String key = key();
            long lease = leases.isEmpty() || random.nextInt(4) > 0 ? 0 : leases.iterator().next();
            long revision = revision(gateway.put(bytes(key), value, lease));
            truth.changed(revision, List.of(new Change(key, value, lease)));
            keys.put(key, lease);
        }

        private void transaction() {
            List<ObjectNode> operations = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            Set<String> used = new HashSet<>();
            int puts = random.nextInt(random.nextInt(8) == 0 ? 60 : 6);
            for (int i = 0; i < puts; i++) {
                String key = key();
                if (used.add(key)) {
                    byte[] value = value(random.nextInt(400));
                    operations.add(putOperation(bytes(key), value));
                    changes.add(new Change(key, value, 0));
                }
            }
            String gone = key();
            if (used.add(gone)) {
                operations.add(deleteOperation(gone));
                if (keys.containsKey(gone)) {
                    changes.add(Change.deletionOf(gone));
                }
            }
            long revision = revision(gateway.txn(operations.toArray(ObjectNode[]::new)));
            apply(revision, changes);
        }

        private void delete(String prefix) {
            List<Change> changes = keys.keySet()
                    .stream()
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .map(Change::deletionOf)
                    .toList();
            apply(revision(gateway.deletePrefix(prefix)), changes);
        }

        private void lease() {
            if (leases.size() > 5 || (!leases.isEmpty() && random.nextBoolean())) {
                long lease = leases.iterator().next();
                List<Change> changes = keys.entrySet()
                        .stream()
                        .filter(key -> key.getValue() == lease)
                        .map(key -> Change.deletionOf(key.getKey()))
                        .toList();
                long revision = revision(gateway.revokeLease(lease));
                leases.remove(lease);
                truth.revoked(lease, revision, !changes.isEmpty());
                apply(revision, changes);
            } else {
                long lease = (number + 1L) << 32 | ++serial;
                truth.granted(lease, revision(gateway.grantLease(lease, 100_000)));
                leases.add(lease);
            }
        }

        private void user() {
            if (users.size() > 3) {
                String name = users.iterator().next();
                truth.userDeleted(name, revision(gateway.post("/v3/auth/user/delete", request().put("name", name))));
                users.remove(name);
            } else {
                String name = "user-" + number + "-" + ++serial;
                truth.userAdded(name, revision(gateway.post("/v3/auth/user/add",
                        request().put("name", name).put("password", "password"))));
                users.add(name);
            }
        }

        private void compact() {
            long revision = gateway.revision() - random.nextInt(300);
            if (revision <= serial) {
                return;
            }
            serial = revision;
            gateway.post("/v3/kv/compaction",
                    request().put("revision", revision).put("physical", random.nextBoolean()));
        }

        private void apply(long revision, List<Change> changes) {
            if (changes.isEmpty()) {
                return;
            }
            truth.changed(revision, changes);
            for (Change change : changes) {
                if (change.value() == null) {
                    keys.remove(change.key());
                } else {
                    keys.put(change.key(), change.lease());
                }
            }
        }

        private static long revision(JsonNode answer) {
            return answer.get("header").get("revision").asLong();
        }
    }
}
