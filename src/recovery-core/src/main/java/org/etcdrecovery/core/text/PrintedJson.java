package org.etcdrecovery.core.text;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON documents as this program prints and saves them: indented, because people read them too, and with a JSON
 * escape for every {@linkplain Shown#isHidden hidden} character, which programs read back as the character.
 */
public final class PrintedJson {
    private PrintedJson() {}

    /** Loads the mapper, which takes time, only if there is a document to write. */
    private static final class Documents {
        static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    /** A document as text of several lines, without a line feed at the end. */
    public static String of(JsonNode document) {
        return escape(Documents.MAPPER.writeValueAsString(document));
    }

    /**
     * Escapes the hidden characters of a document. They can only be within its strings, because everything else in JSON is
     * ASCII.
     */
    public static String escape(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(c -> {
            if (c == '\n' || !Shown.isHidden(c)) {
                out.appendCodePoint(c);
            } else if (Character.getType(c) == Character.SURROGATE) {
                // Many readers refuse a lone surrogate, and Go replaces it with this.
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
