package org.etcdrecovery.core.report.json;

import java.util.Locale;
import org.etcdrecovery.core.text.PrintedJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the JSON documents of this package have in common. */
public final class Json {
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

    /** A constant of the core as JSON names it: {@code RESTORABLE_WITH_CARE} is {@code restorableWithCare}. */
    static String name(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            name.append(name.isEmpty() ? lower : word.charAt(0) + lower.substring(1));
        }
        return name.toString();
    }

    /** The document in a text that this program has written. */
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** A document that a verb prints by itself: it begins with the version of its form. */
    static ObjectNode document() {
        return object().put("formatVersion", FORMAT_VERSION);
    }

    /** A document as text, its last line ended. */
    static String print(JsonNode document) {
        return PrintedJson.of(document) + "\n";
    }
}
