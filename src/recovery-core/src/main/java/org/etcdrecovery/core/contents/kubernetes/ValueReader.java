package org.etcdrecovery.core.contents.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.Optional;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Encoding;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.text.Shown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the three forms of values.
 *
 * <pre>
 * protobuf:  "k8s\0" runtime.Unknown {1 typeMeta {1 apiVersion, 2 kind}, 2 raw, 3 contentEncoding, 4 contentType}
 * encrypted: "k8s:enc:" provider ":" version ":" key name ":" cipher text
 * JSON:      an object with apiVersion and kind
 * </pre>
 */
final class ValueReader {
    static final byte[] PROTOBUF = {'k', '8', 's', 0};
    static final byte[] ENCRYPTED = "k8s:enc:".getBytes(UTF_8);
    /** Provider, version and key name are much shorter. */
    private static final int LONGEST_PREFIX = 1024;
    private static final int TYPE_META = 1;
    private static final int RAW = 2;
    private static final int CONTENT_ENCODING = 3;
    private static final int OBJECT_META = 1;

    private ValueReader() {}

    static Optional<KubernetesValue> read(byte[] value, long modRevision) {
        try {
            if (isEncrypted(value)) {
                return Optional.of(encrypted(value));
            }
            boolean protobuf = isProtobuf(value);
            if (value.length > KubernetesValue.LARGEST) {
                return protobuf
                        ? Optional.of(new Unreadable("it is larger than " + (KubernetesValue.LARGEST >> 20) + " MiB"))
                        : Optional.empty();
            }
            return protobuf ? Optional.of(protobuf(value, modRevision)) : json(value, modRevision);
        } catch (UnreadableException e) {
            return Optional.of(new Unreadable(e.getMessage()));
        }
    }

    private static boolean startsWith(byte[] value, byte[] prefix) {
        return value.length >= prefix.length && Arrays.equals(value, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static Encrypted encrypted(byte[] value) throws UnreadableException {
        String head = new String(value, ENCRYPTED.length, Math.min(LONGEST_PREFIX, value.length - ENCRYPTED.length),
                UTF_8);
        String[] parts = head.split(":", 4);
        if (parts.length < 4) {
            throw new UnreadableException("it is encrypted, but does not name provider, version and key");
        }
        return new Encrypted(Shown.name(parts[0]), Shown.name(parts[1]), Shown.name(parts[2]));
    }

    private static KubernetesObject protobuf(byte[] value, long modRevision) throws UnreadableException {
        Envelope envelope = envelope(value);
        Optional<MessageType> type = Schema.get().kind(envelope.apiVersion, envelope.kind);
        ObjectReader reader = new ObjectReader();
        ObjectNode object = type.isPresent()
                ? reader.object(type.get(), envelope.raw)
                : generic(reader, envelope.raw);
        Encoding encoding = type.isPresent() ? Encoding.PROTOBUF : Encoding.UNKNOWN_PROTOBUF;
        return KubernetesObject.of(envelope.apiVersion, envelope.kind, encoding, reader.skippedFields(), object,
                modRevision);
    }

    /** What is around the protobuf of an object. */
    record Envelope(String apiVersion, String kind, ByteString raw) {}

    /** Whether a value begins as protobuf does. */
    static boolean isProtobuf(byte[] value) {
        return startsWith(value, PROTOBUF);
    }

    /** Whether a value begins as an encrypted one does. */
    static boolean isEncrypted(byte[] value) {
        return startsWith(value, ENCRYPTED);
    }

    /** Opens the envelope of a value that {@link #isProtobuf}. */
    static Envelope envelope(byte[] value) throws UnreadableException {
        UnknownFieldSet unknown = Wire
                .fields(ByteString.copyFrom(value, PROTOBUF.length, value.length - PROTOBUF.length));
        UnknownFieldSet typeMeta = Wire.fields(Wire.of(unknown, TYPE_META).message());
        String kind = Wire.of(typeMeta, 2).text();
        if (kind.isEmpty()) {
            throw new UnreadableException("it does not name its kind");
        }
        if (!Wire.of(unknown, CONTENT_ENCODING).text().isEmpty()) {
            throw new UnreadableException("it is compressed in a way that this version does not know");
        }
        return new Envelope(Wire.of(typeMeta, 1).text(), kind, Wire.of(unknown, RAW).bytes());
    }

    /** All kinds have their metadata in field 1. */
    private static ObjectNode generic(ObjectReader reader, ByteString raw) throws UnreadableException {
        UnknownFieldSet fields = Wire.fields(raw);
        ObjectNode object = new GenericFields()
                .read(UnknownFieldSet.newBuilder(fields).clearField(OBJECT_META).build());
        object.set("metadata", reader.object(Schema.get().message("meta/v1.ObjectMeta"),
                Wire.of(fields, OBJECT_META).message()));
        return object;
    }

    private static Optional<KubernetesValue> json(byte[] value, long modRevision) {
        if (value.length == 0 || value[0] != '{') {
            return Optional.empty();
        }
        try {
            JsonNode json = Trees.parse(value);
            return json instanceof ObjectNode object && object.path("apiVersion").isString()
                    && object.path("kind").isString() && object.path("metadata").isObject()
                            ? Optional.of(KubernetesObject.of(object.path("apiVersion").asString(),
                                    object.path("kind").asString(), Encoding.JSON, 0, object, modRevision))
                            : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }
}
