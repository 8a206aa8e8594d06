package org.etcdrecovery.core.report.json;

import java.util.Locale;
import org.etcdrecovery.core.text.PrintedJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Helpers shared by the JSON documents of this package. */
final class Json {
    private static final int FORMAT_VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** An empty document. */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An empty list. */
    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** An enum constant in camel case: {@code RESTORABLE_WITH_CARE} is {@code restorableWithCare}. */
    static String name(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            name.append(name.isEmpty() ? lower : word.charAt(0) + lower.substring(1));
        }
        return name.toString();
    }

    /** Parses a document that this program has printed. */
    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** A top-level document, which begins with the version of its format. */
    static ObjectNode document() {
        return object().put("formatVersion", FORMAT_VERSION);
    }

    /** Prints a document with a final line feed. */
    static String print(JsonNode document) {
        return PrintedJson.of(document) + "\n";
    }
}
