package org.etcdrecovery.core.keyspace;

import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member of a cluster as in the bucket {@code members}: the key is its ID in hex, the value is the JSON
 * {@code {"id":…,"peerURLs":[…],"isLearner":true,"name":"…","clientURLs":[…]}} without empty fields.
 * Source: etcd server/etcdserver/api/membership.
 *
 * @param id         the ID of the member
 * @param name       the {@code --name} of the member; empty until the member has published it
 * @param peerUrls   where other members reach it
 * @param clientUrls where clients reach it; empty until the member has published them
 * @param learner    whether it is a learner, without a vote
 */
public record Member(MemberId id, String name, List<String> peerUrls, List<String> clientUrls, boolean learner) {
    /** Copies the lists. */
    public Member {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }

    /** The name of the member, or its peer URLs while it has no name. */
    public String called() {
        return name.isEmpty() ? String.join(",", peerUrls) : name;
    }

    /** The record as etcd writes it, byte for byte. */
    public byte[] toJson() {
        ObjectNode json = GoJson.MAPPER.createObjectNode();
        json.put("id", new BigInteger(Long.toUnsignedString(id.value())));
        peerUrls.forEach(json.putArray("peerURLs")::add);
        if (learner) {
            json.put("isLearner", true);
        }
        if (!name.isEmpty()) {
            json.put("name", name);
        }
        if (!clientUrls.isEmpty()) {
            clientUrls.forEach(json.putArray("clientURLs")::add);
        }
        return GoJson.MAPPER.writeValueAsBytes(json);
    }

    /**
     * Reads a record that includes its ID.
     *
     * @throws IllegalArgumentException if it is not the JSON of a member, or has no ID; the message says why
     */
    public static Member fromJson(byte[] json) {
        GoJsonObject object = GoJsonObject.parse(json);
        return of(object, new MemberId(
                object.unsigned("id").orElseThrow(() -> new IllegalArgumentException("no member ID"))));
    }

    /**
     * Reads a record as etcd does, which also has the ID as the key of the record.
     *
     * @param key the ID under which the record is stored; used if the record has no ID
     * @throws IllegalArgumentException if it is not the JSON of a member; the message says why
     */
    public static Member fromJson(byte[] json, MemberId key) {
        GoJsonObject object = GoJsonObject.parse(json);
        return of(object, new MemberId(object.unsigned("id").orElse(key.value())));
    }

    private static Member of(GoJsonObject object, MemberId id) {
        return new Member(id, object.text("name"), object.texts("peerURLs"),
                object.texts("clientURLs"), object.flag("isLearner"));
    }
}
