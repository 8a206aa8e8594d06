package org.etcdrecovery.core.keyspace;

import java.math.BigInteger;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON values of the buckets {@code meta} and {@code cluster}, as etcd writes them, byte for byte. */
public final class BackendJson {
    private BackendJson() {}

    /**
     * The raft members, {@code meta/confState}: raftpb.ConfState outside of a joint change, which etcd never makes.
     *
     * @param voters   in ascending order
     * @param learners in ascending order
     */
    public static byte[] confState(Collection<MemberId> voters, Collection<MemberId> learners) {
        ObjectNode json = GoJson.MAPPER.createObjectNode();
        put(json, "voters", voters);
        put(json, "learners", learners);
        json.put("auto_leave", false);
        return GoJson.MAPPER.writeValueAsBytes(json);
    }

    /** The downgrade that was requested last, {@code cluster/downgrade}. */
    public static byte[] downgrade(boolean enabled, String targetVersion) {
        ObjectNode json = GoJson.MAPPER.createObjectNode();
        json.put("target-version", targetVersion);
        json.put("enabled", enabled);
        return GoJson.MAPPER.writeValueAsBytes(json);
    }

    private static void put(ObjectNode json, String name, Collection<MemberId> members) {
        if (!members.isEmpty()) {
            ArrayNode ids = json.putArray(name);
            members.forEach(id -> ids.add(new BigInteger(Long.toUnsignedString(id.value()))));
        }
    }
}
