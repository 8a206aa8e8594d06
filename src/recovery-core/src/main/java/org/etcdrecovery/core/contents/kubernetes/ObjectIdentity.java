package org.etcdrecovery.core.contents.kubernetes;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an object is called and what it belongs to, read without the rest of it.
 *
 * @param apiVersion group and version in which it is stored; not escaped, like all of these texts
 * @param kind       the kind
 * @param namespace  the namespace; empty for an object of the cluster
 * @param name       the name
 * @param uid        the UID; empty in an object that has none
 * @param owners     the objects that it belongs to
 */
public record ObjectIdentity(String apiVersion, String kind, String namespace, String name, String uid,
        List<Owner> owners) {
    private static final int OBJECT_META = 1;
    private static final int NAME = 1;
    private static final int NAMESPACE = 3;
    private static final int UID = 5;
    private static final int OWNER_REFERENCES = 13;

    /** Copies the list. */
    public ObjectIdentity {
        owners = List.copyOf(owners);
    }

    /**
     * A reference to an owner. With the last owner, the garbage collector of Kubernetes deletes the object.
     *
     * @param apiVersion group and version of the owner
     * @param kind       its kind
     * @param name       its name; it is in the namespace of the object, or belongs to the cluster
     * @param uid        its UID: another object of the same name is not the owner
     */
    public record Owner(String apiVersion, String kind, String name, String uid) {
        static Owner of(JsonNode reference) {
            return new Owner(reference.path("apiVersion").asString(""), reference.path("kind").asString(""),
                    reference.path("name").asString(""), reference.path("uid").asString(""));
        }
    }

    /** Whether a value that begins with this byte may be one of API servers; other values may begin so too. */
    public static boolean mayBegin(byte first) {
        return first == ValueReader.PROTOBUF[0] || first == '{';
    }

    /**
     * Whether a value is of a kind that is shown only on request. It reads no more than the type, so that it also knows
     * values whose rest cannot be decoded.
     */
    public static boolean isOfSecretKind(byte[] value) {
        try {
            if (ValueReader.isProtobuf(value)) {
                ValueReader.Envelope envelope = ValueReader.envelope(value);
                return SecretParts.has(envelope.apiVersion(), envelope.kind());
            }
            return JsonType.read(value).filter(type -> SecretParts.has(type.apiVersion(), type.kind())).isPresent();
        } catch (UnreadableException e) {
            return false;
        }
    }

    /** Reads a value; empty if it is not an object, is encrypted, or cannot be decoded. */
    public static Optional<ObjectIdentity> read(byte[] value) {
        try {
            return ValueReader.isProtobuf(value) ? Optional.of(protobuf(value)) : json(value);
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    /** Whether a value begins as only those of API servers do. */
    public static boolean isOfApiServer(byte[] value) {
        return ValueReader.isProtobuf(value) || ValueReader.isEncrypted(value);
    }

    private static ObjectIdentity protobuf(byte[] value) throws UnreadableException {
        ValueReader.Envelope envelope = ValueReader.envelope(value);
        UnknownFieldSet metadata = Wire.fields(Wire.of(Wire.fields(envelope.raw()), OBJECT_META).message());
        List<Owner> owners = new ArrayList<>();
        for (ByteString each : Wire.of(metadata, OWNER_REFERENCES).all()) {
            UnknownFieldSet owner = Wire.fields(each);
            owners.add(new Owner(Wire.of(owner, 5).text(), Wire.of(owner, 1).text(), Wire.of(owner, 3).text(),
                    Wire.of(owner, 4).text()));
        }
        return new ObjectIdentity(envelope.apiVersion(), envelope.kind(), Wire.of(metadata, NAMESPACE).text(),
                Wire.of(metadata, NAME).text(), Wire.of(metadata, UID).text(), owners);
    }

    private static Optional<ObjectIdentity> json(byte[] value) {
        // The resource version is not part of the identity.
        return ValueReader.read(value, 0)
                .filter(KubernetesObject.class::isInstance)
                .map(object -> of((KubernetesObject) object));
    }

    static ObjectIdentity of(KubernetesObject object) {
        JsonNode metadata = object.stored().path("metadata");
        List<Owner> owners = new ArrayList<>();
        metadata.path("ownerReferences").forEach(each -> owners.add(Owner.of(each)));
        return new ObjectIdentity(object.apiVersion(), object.kind(), metadata.path("namespace").asString(""),
                metadata.path("name").asString(""), metadata.path("uid").asString(""), owners);
    }
}
