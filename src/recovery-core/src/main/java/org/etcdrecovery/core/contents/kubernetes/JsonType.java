package org.etcdrecovery.core.contents.kubernetes;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The type of an object in JSON, read without the rest: API servers write it first.
 *
 * @param apiVersion group and version
 * @param kind       the kind
 */
record JsonType(String apiVersion, String kind) {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /** Reads a value; empty if it is not JSON, or has no type. */
    static Optional<JsonType> read(byte[] value) {
        if (value.length == 0 || value[0] != '{') {
            return Optional.empty();
        }
        String apiVersion = "";
        String kind = "";
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), value)) {
            parser.nextToken();
            while ((apiVersion.isEmpty() || kind.isEmpty()) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.VALUE_STRING && name.equals("apiVersion")) {
                    apiVersion = parser.getString();
                } else if (token == JsonToken.VALUE_STRING && name.equals("kind")) {
                    kind = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return apiVersion.isEmpty() || kind.isEmpty() ? Optional.empty() : Optional.of(new JsonType(apiVersion, kind));
    }
}
