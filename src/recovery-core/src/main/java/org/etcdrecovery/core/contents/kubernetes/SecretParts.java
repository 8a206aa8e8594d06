package org.etcdrecovery.core.contents.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of objects that are shown only on request. */
final class SecretParts {
    private static final String COVER = "(hidden)";
    private static final String OTHER = "(hidden, differs)";
    /**
     * How an annotation begins that may be a copy of the whole object, as kubectl, kapp and others leave it: as JSON, or as
     * Base64 of gzip.
     */
    private static final Pattern COPY = Pattern.compile("\\s*(?:[{\\[]|H4sI)");

    /**
     * Kinds without their version, and what is secret in them: the values of these fields or, if there are none, all but
     * type and metadata. Those beside Secret are of OpenShift, whose protobuf has no names here.
     */
    private static final Map<String, List<String>> KINDS = Map.of("Secret", List.of("data", "stringData"),
            "oauth.openshift.io OAuthAccessToken", List.of(), "oauth.openshift.io OAuthAuthorizeToken", List.of(),
            "oauth.openshift.io OAuthClient", List.of(), "route.openshift.io Route", List.of());

    private SecretParts() {}

    static boolean has(String apiVersion, String kind) {
        return KINDS.containsKey(name(apiVersion, kind));
    }

    private static String name(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? kind : apiVersion.substring(0, slash) + " " + kind;
    }

    /** Replaces the secrets, but leaves their names. */
    static void cover(ObjectNode object, String apiVersion, String kind) {
        List<String> fields = KINDS.get(name(apiVersion, kind));
        if (fields == null) {
            return;
        }
        for (String field : fields.isEmpty() ? otherFields(object) : fields) {
            JsonNode value = object.get(field);
            if (value instanceof ObjectNode values) {
                List.copyOf(values.propertyNames()).forEach(key -> values.put(key, COVER));
            } else if (value != null && !value.isNull()) {
                object.put(field, COVER);
            }
        }
        if (object.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            for (String name : List.copyOf(annotations.propertyNames())) {
                if (COPY.matcher(annotations.path(name).asString("")).lookingAt()) {
                    annotations.put(name, COVER);
                }
            }
        }
    }

    private static List<String> otherFields(ObjectNode object) {
        List<String> fields = new ArrayList<>(object.propertyNames());
        fields.removeAll(List.of("apiVersion", "kind", "metadata"));
        return fields;
    }

    /**
     * Tells covered secrets that another version of the object has differently from those that it has the same.
     *
     * @param covered the object, covered
     * @param stored  the same object with its secrets
     * @param other   the other version with its secrets
     */
    static void tellApart(ObjectNode covered, JsonNode stored, JsonNode other) {
        for (String name : List.copyOf(covered.propertyNames())) {
            JsonNode value = covered.get(name);
            if (value instanceof ObjectNode inner) {
                tellApart(inner, stored.path(name), other.path(name));
            } else if (COVER.equals(value.asString("")) && other.has(name)
                    && !stored.path(name).equals(other.path(name))) {
                covered.put(name, OTHER);
            }
        }
    }
}
