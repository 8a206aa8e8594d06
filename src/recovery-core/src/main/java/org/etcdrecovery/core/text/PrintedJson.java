package org.etcdrecovery.core.text;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON documents as this program prints and saves them: indented, because people read them too, and with every
 * character that {@link Shown#isHidden has no shape} as an escape of JSON, which a program reads back as the character.
 */
public final class PrintedJson {
    private PrintedJson() {}

    /** Only a document needs the mapper, whose classes take time to load. */
    private static final class Documents {
        static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /** A document as text of several lines, the last one not ended. */
    public static String of(JsonNode document) {
        return escape(Documents.MAPPER.writeValueAsString(document));
    }

    /**
     * The same document with escapes. Only within its strings can a character stand that needs one: all else in JSON is
     * ASCII.
     */
    public static String escape(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(c -> {
            if (c == '\n' || !Shown.isHidden(c)) {
                out.appendCodePoint(c);
            } else if (Character.getType(c) == Character.SURROGATE) {
                // Half a character: many readers refuse it, and Go reads it as this.
                out.append("\\ufffd");
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return out.toString();
    }
}
