package org.etcdrecovery.core.contents.kubernetes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object as an API server has stored it. */
public final class KubernetesObject implements KubernetesValue {
    /** How an object is stored. */
    public enum Encoding {
        /** Protobuf of a kind that this version knows. */
        PROTOBUF,
        /** Protobuf of another kind: its fields have numbers instead of names. */
        UNKNOWN_PROTOBUF,
        /** JSON, as all custom resources. */
        JSON
    }

    /**
     * What an output shows of an object.
     *
     * @param secrets       whether it shows what is secret
     * @param managedFields whether it shows who set which field, as {@code kubectl get --show-managed-fields}
     */
    public record Detail(boolean secrets, boolean managedFields) {
        /** What kubectl shows, but no secrets. */
        public static final Detail USUAL = new Detail(false, false);
        /** What kubectl shows. */
        public static final Detail WITH_SECRETS = new Detail(true, false);
    }

    private static final String METADATA = "metadata";

    private final String apiVersion;
    private final String kind;
    private final Encoding encoding;
    private final int skippedFields;
    private final ObjectNode object;

    private KubernetesObject(String apiVersion, String kind, Encoding encoding, int skippedFields, ObjectNode object) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.encoding = encoding;
        this.skippedFields = skippedFields;
        this.object = object;
    }

    static KubernetesObject of(String apiVersion, String kind, Encoding encoding, int skippedFields, ObjectNode stored,
            long modRevision) {
        ServedForm.complete(stored, apiVersion, kind, modRevision);
        return new KubernetesObject(apiVersion, kind, encoding, skippedFields, stored);
    }

    /** Group and version in which the object is stored, such as {@code apps/v1}; not escaped. */
    public String apiVersion() {
        return apiVersion;
    }

    /** The kind, such as {@code Deployment}; not escaped. */
    public String kind() {
        return kind;
    }

    /** How the object is stored. */
    public Encoding encoding() {
        return encoding;
    }

    /** How many stored fields are not shown, because this version does not know them. */
    public int skippedFields() {
        return skippedFields;
    }

    /** Whether the object holds something that is shown only on request. */
    public boolean isSecret() {
        return SecretParts.has(apiVersion, kind);
    }

    /** What the object is called and what it belongs to. */
    public ObjectIdentity identity() {
        return ObjectIdentity.of(this);
    }

    /** The object with everything that is stored; callers must not change it. */
    ObjectNode stored() {
        return object;
    }

    /** The object as JSON, with sorted keys. */
    public JsonNode json(Detail detail) {
        return shown(detail);
    }

    private ObjectNode shown(Detail detail) {
        ObjectNode shown = object.deepCopy();
        if (!detail.managedFields() && shown.get(METADATA) instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        if (!detail.secrets()) {
            SecretParts.cover(shown, apiVersion, kind);
        }
        return shown;
    }

    /** The object as YAML, byte for byte as {@code kubectl get -o yaml} prints it; not escaped. */
    public String yaml(Detail detail) {
        return YamlWriter.write(json(detail));
    }

    /**
     * The object as YAML without its secrets, to be put beside another version of it: a secret that differs there says so.
     */
    public String yamlBeside(KubernetesObject other) {
        ObjectNode covered = shown(Detail.USUAL);
        SecretParts.tellApart(covered, object, other.object);
        return YamlWriter.write(covered);
    }
}
