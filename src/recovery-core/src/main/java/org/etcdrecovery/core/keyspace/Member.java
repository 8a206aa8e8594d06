package org.etcdrecovery.core.keyspace;

import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member of a cluster as the bucket {@code members} holds it: under its ID in hex, as JSON
 * {@code {"id":…,"peerURLs":[…],"isLearner":true,"name":"…","clientURLs":[…]}}, empty fields left out.
 * Source: etcd server/etcdserver/api/membership.
 *
 * @param id         its ID
 * @param name       its human-readable name; empty until the member has published it
 * @param peerUrls   where other members reach it
 * @param clientUrls where clients reach it; empty until the member has published them
 * @param learner    whether it follows without a vote
 */
public record Member(MemberId id, String name, List<String> peerUrls, List<String> clientUrls, boolean learner) {
    /** Copies the lists. */
    public Member {
        peerUrls = List.copyOf(peerUrls);
        clientUrls = List.copyOf(clientUrls);
    }

    /** What it is called: its name, or its peer URLs as long as it has none. */
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
     * Reads a record that states its ID.
     *
     * @throws IllegalArgumentException when it is not JSON of a member, or states none; the message says why
     */
    public static Member fromJson(byte[] json) {
        GoJsonObject object = GoJsonObject.parse(json);
        return of(object, new MemberId(
                object.unsigned("id").orElseThrow(() -> new IllegalArgumentException("no member ID"))));
    }

    /**
     * Reads a record as etcd does, under whose key the ID stands too.
     *
     * @param key the ID that the record is stored under, which is its own when it states none
     * @throws IllegalArgumentException when it is not JSON of a member; the message says why
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
