package org.etcdrecovery.core.contents.kubernetes;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The definition of a custom resource in the version that API servers take. They store v1beta1 to this day, and since
 * Kubernetes 1.22 they serve only v1. What changes is in {@code pkg/apis/apiextensions/v1/conversion.go} of
 * k8s.io/apiextensions-apiserver, and in the validation of v1, which wants a schema for each version.
 */
final class ServedDefinition {
    private static final String GROUP = "apiextensions.k8s.io";
    private static final String KEEPS_UNKNOWN_FIELDS = "x-kubernetes-preserve-unknown-fields";

    private ServedDefinition() {}

    /** Whether the object is a definition in a version that is no longer served. */
    static boolean isOutdated(KubernetesObject object) {
        return object.kind().equals("CustomResourceDefinition") && object.apiVersion().equals(GROUP + "/v1beta1");
    }

    /** Converts a definition from v1beta1 to v1. */
    static void convert(ObjectNode definition) {
        definition.put("apiVersion", GROUP + "/v1");
        if (definition.get("spec") instanceof ObjectNode spec) {
            ArrayNode versions = versions(spec);
            moveTo(versions, spec.remove("subresources"), "subresources");
            moveTo(versions, spec.remove("validation"), "schema");
            moveTo(versions, spec.remove("additionalPrinterColumns"), "additionalPrinterColumns");
            moveTo(versions, spec.remove("selectableFields"), "selectableFields");
            JsonNode unknownFields = spec.remove("preserveUnknownFields");
            // The default of v1beta1 is to keep them.
            boolean kept = unknownFields == null || unknownFields.asBoolean(true);
            for (JsonNode version : versions) {
                if (version instanceof ObjectNode each) {
                    each.path("additionalPrinterColumns").forEach(ServedDefinition::renamePath);
                    giveSchema(each, kept);
                }
            }
            if (spec.get("conversion") instanceof ObjectNode conversion) {
                groupWebhook(conversion);
            }
        }
    }

    private static ArrayNode versions(ObjectNode spec) {
        JsonNode only = spec.remove("version");
        if (spec.get("versions") instanceof ArrayNode versions && !versions.isEmpty()) {
            return versions;
        }
        ArrayNode versions = spec.putArray("versions");
        if (only != null) {
            versions.addObject().put("name", only.asString("")).put("served", true).put("storage", true);
        }
        return versions;
    }

    /** What holds for all versions is in each of them. */
    private static void moveTo(ArrayNode versions, @Nullable JsonNode shared, String name) {
        if (shared != null) {
            for (JsonNode version : versions) {
                if (version instanceof ObjectNode each) {
                    each.set(name, shared.deepCopy());
                }
            }
        }
    }

    private static void renamePath(JsonNode column) {
        if (column instanceof ObjectNode each && each.has("JSONPath")) {
            each.set("jsonPath", each.remove("JSONPath"));
        }
    }

    private static void giveSchema(ObjectNode version, boolean keepsUnknownFields) {
        ObjectNode schema = version.get("schema") instanceof ObjectNode given ? given : version.putObject("schema");
        boolean open = !(schema.get("openAPIV3Schema") instanceof ObjectNode);
        ObjectNode root = open ? schema.putObject("openAPIV3Schema") : (ObjectNode) schema.get("openAPIV3Schema");
        if (!root.has("type")) {
            root.put("type", "object");
        }
        if (open || keepsUnknownFields) {
            root.put(KEEPS_UNKNOWN_FIELDS, true);
        }
    }

    private static void groupWebhook(ObjectNode conversion) {
        JsonNode client = conversion.remove("webhookClientConfig");
        JsonNode reviews = conversion.remove("conversionReviewVersions");
        if (client != null || reviews != null) {
            ObjectNode webhook = conversion.putObject("webhook");
            if (client != null) {
                webhook.set("clientConfig", client);
            }
            // The default of v1beta1; v1 has none.
            webhook.set("conversionReviewVersions", reviews == null ? webhook.arrayNode().add("v1beta1") : reviews);
        }
    }
}
