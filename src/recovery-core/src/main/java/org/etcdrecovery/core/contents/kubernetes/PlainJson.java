package org.etcdrecovery.core.contents.kubernetes;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** JSON values, of Kubernetes or not, in the forms in which its objects are shown. */
public final class PlainJson {
    private PlainJson() {}

    /** Parses a value; empty if it is not a JSON object or array, or too large or too deep to be shown. */
    public static Optional<JsonNode> read(byte[] value) {
        if (value.length == 0 || (value[0] != '{' && value[0] != '[')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Trees.parse(value));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    /** The YAML of a tree, as kubectl would write it. */
    public static String yaml(JsonNode json) {
        return YamlWriter.write(json);
    }
}
