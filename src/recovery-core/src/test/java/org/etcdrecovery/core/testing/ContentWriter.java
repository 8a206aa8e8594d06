package org.etcdrecovery.core.testing;

import static org.etcdrecovery.core.testing.Gateway.bytes;
import static org.etcdrecovery.core.testing.Gateway.deleteOperation;
import static org.etcdrecovery.core.testing.Gateway.putOperation;
import static org.etcdrecovery.core.testing.Gateway.request;
import static org.etcdrecovery.core.testing.Gateway.txnOperation;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** Writes a {@link SnapshotContent} to a fresh server. */
final class ContentWriter {
    /** The password of every user. */
    static final String PASSWORD = "root";

    private final Gateway etcd;

    ContentWriter(Gateway etcd) {
        this.etcd = etcd;
    }

    void write(SnapshotContent content) {
        switch (content) {
            case EMPTY -> {
            }
            case HISTORY -> writeHistory();
            case COMPACTED, THREE_MEMBERS -> writeCompacted();
            case TOMBSTONE -> writeTombstone();
            case LAST_TOMBSTONE -> writeLastTombstone();
            case AUTH -> writeAuth();
            case ALARM -> writeAlarm();
            case LEARNER -> writeLearner();
        }
    }

    private void writeHistory() {
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 20; i++) {
                etcd.put("/history/" + i, "round " + round + " of " + i);
            }
        }
        etcd.delete("/history/3");
        etcd.delete("/history/4");
        etcd.put("/history/4", "created again");
        etcd.delete("/history/never-there");
        writeTransactions();
        writeOddSizes();
        writeLeases();
    }

    private void writeTransactions() {
        ObjectNode[] puts = new ObjectNode[100];
        for (int i = 0; i < puts.length; i++) {
            puts[i] = putOperation("/txn/many/" + i, "sub revision " + i);
        }
        etcd.txn(puts);
        etcd.txn(deleteOperation("/txn/many/1"), putOperation("/txn/after", "eleven deletions in the same revision"));
        etcd.txn(putOperation("/txn/outer", "1"),
                txnOperation(putOperation("/txn/middle", "2"),
                        txnOperation(putOperation("/txn/inner", "3"), deleteOperation("/txn/many/2"))),
                putOperation("/txn/last", "4"));
        etcd.deletePrefix("/txn/many/3");
    }

    private void writeOddSizes() {
        Random random = new Random(20_261_122);
        etcd.put(new byte[]{0}, bytes("the least key"));
        etcd.put(new byte[]{(byte) 0xff, (byte) 0xff}, bytes("above every text"));
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        etcd.put(everyByte, everyByte);
        etcd.put("/empty", "");
        for (int length : new int[]{1000, 4096, 32_000}) {
            etcd.put(bytes("/long/" + "k".repeat(length)), bytes("a key of " + length + " bytes and a prefix"));
        }
        for (int length : new int[]{4000, 4096, 4097, 65_536, 1 << 20}) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            etcd.put(bytes("/large/" + length), value);
        }
        etcd.put("/large/65536", "small now");
    }

    private void writeLeases() {
        etcd.grantLease(0x1001, 36_000);
        etcd.grantLease(0x1002, 72_000);
        etcd.grantLease(0x7fff_ffff_ffff_fff0L, 36_000);
        etcd.grantLease(0x1003, 36_000);
        for (int i = 0; i < 5; i++) {
            etcd.put(bytes("/leased/" + i), bytes("with a lease"), 0x1001);
            etcd.put(bytes("/revoked/" + i), bytes("with a lease that is revoked"), 0x1003);
        }
        etcd.put(bytes("/leased/1"), bytes("with another lease"), 0x1002);
        etcd.put(bytes("/leased/2"), bytes("without any"), 0);
        etcd.put(bytes("/leased/great"), bytes("lease of a great ID"), 0x7fff_ffff_ffff_fff0L);
        etcd.revokeLease(0x1003);
    }

    private void writeCompacted() {
        writeHistory();
        etcd.compact(etcd.revision() / 2);
        etcd.put("/after/compaction", "1");
        etcd.put("/history/1", "after compaction");
        etcd.delete("/history/2");
    }

    private void writeTombstone() {
        etcd.put("/stays", "1");
        etcd.put("/goes", "1");
        etcd.put("/stays", "2");
        etcd.delete("/goes");
        etcd.compact(etcd.revision());
    }

    private void writeLastTombstone() {
        etcd.put("/goes", "1");
        etcd.put("/goes", "2");
        etcd.delete("/goes");
        etcd.compact(etcd.revision());
    }

    private void writeAuth() {
        writeCompacted();
        for (String user : List.of("root", "alice", "bob")) {
            etcd.post("/v3/auth/user/add", request().put("name", user).put("password", PASSWORD));
        }
        for (String role : List.of("root", "reader")) {
            etcd.post("/v3/auth/role/add", request().put("name", role));
        }
        ObjectNode permission = request().put("permType", "READ").put("key", bytes("/a")).put("range_end", bytes("/b"));
        etcd.post("/v3/auth/role/grant", request().put("name", "reader").set("perm", permission));
        etcd.post("/v3/auth/user/grant", request().put("user", "root").put("role", "root"));
        etcd.post("/v3/auth/user/grant", request().put("user", "alice").put("role", "reader"));
        etcd.post("/v3/auth/enable", request());
        etcd.authenticate("root", PASSWORD);
        etcd.put("/written/by", "root");
    }

    private void writeAlarm() {
        etcd.put("/before", "the alarm");
        String member = etcd.status().get("header").get("member_id").asString();
        etcd.post("/v3/maintenance/alarm",
                request().put("action", "ACTIVATE").put("memberID", member).put("alarm", "NOSPACE"));
    }

    private void writeLearner() {
        etcd.put("/before", "the learner");
        ObjectNode learner = request().put("isLearner", true);
        learner.putArray("peerURLs").add("http://127.0.0.1:1");
        etcd.post("/v3/cluster/member/add", learner);
    }
}
