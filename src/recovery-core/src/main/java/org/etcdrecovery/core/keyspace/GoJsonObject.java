package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.text.JsonFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * A JSON object as Go's {@code encoding/json} decodes it into a struct: names in any case, each occurrence of a name in
 * turn, {@code null} without effect, unknown names ignored, bytes that are not UTF-8 replaced. It refuses what Go refuses:
 * text after the object, the wrong kind of value for a field, a number that does not fit.
 */
public final class GoJsonObject {
    /** Reads one value and ignores what follows it. */
    private static final ObjectReader VALUES = GoJson.MAPPER.reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** All values of each lower-case name, in order. */
    private final Map<String, List<JsonNode>> fields = new HashMap<>();

    private GoJsonObject() {}

    /**
     * Reads an object. {@code null} reads as one without fields.
     *
     * @throws IllegalArgumentException if Go would not decode it into a struct; the message says why
     */
    public static GoJsonObject parse(byte[] json) {
        // Like Go's decoder, this replaces what is not UTF-8 and does not accept a byte order mark.
        String text = new String(json, UTF_8);
        GoJsonObject object = new GoJsonObject();
        try (JsonParser parser = GoJson.MAPPER.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IllegalArgumentException("not JSON: it is empty");
            }
            if (first == JsonToken.START_OBJECT) {
                object.readFields(parser);
            } else if (first != JsonToken.VALUE_NULL) {
                throw new IllegalArgumentException("not a JSON object");
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("not JSON: something follows its end");
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + JsonFault.place(e).orElse("it cannot be read"), e);
        }
        return object;
    }

    private void readFields(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            JsonNode value = VALUES.readTree(parser);
            fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }

    /** A field of type string; empty if it is absent. */
    public String text(String name) {
        String value = "";
        for (JsonNode node : values(name)) {
            if (!node.isString()) {
                throw wrong(name, "text");
            }
            value = node.stringValue();
        }
        return value;
    }

    /** A field of type bool; false if it is absent. */
    public boolean flag(String name) {
        boolean value = false;
        for (JsonNode node : values(name)) {
            if (!node.isBoolean()) {
                throw wrong(name, "true or false");
            }
            value = node.booleanValue();
        }
        return value;
    }

    /** A field of type uint64, as the bits of a long; empty if it is absent. */
    public Optional<Long> unsigned(String name) {
        Optional<Long> value = Optional.empty();
        for (JsonNode node : values(name)) {
            if (!node.isIntegralNumber() || node.bigIntegerValue().signum() < 0
                    || node.bigIntegerValue().bitLength() > Long.SIZE) {
                throw wrong(name, "a number of 64 bits without a sign");
            }
            value = Optional.of(node.bigIntegerValue().longValue());
        }
        return value;
    }

    /** A field of type []uint64; empty if it is absent. */
    public List<Long> unsignedNumbers(String name) {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode node : elements(name)) {
            if (!node.isIntegralNumber() || node.bigIntegerValue().bitLength() > Long.SIZE) {
                throw wrong(name, "numbers of 64 bits");
            }
            numbers.add(node.bigIntegerValue().longValue());
        }
        return numbers;
    }

    /** A field of type []string; empty if it is absent. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : elements(name)) {
            if (!node.isString() && !node.isNull()) {
                throw wrong(name, "texts");
            }
            texts.add(node.isNull() ? "" : node.stringValue());
        }
        return texts;
    }

    private List<JsonNode> elements(String name) {
        List<JsonNode> elements = List.of();
        for (JsonNode node : values(name)) {
            if (!node.isArray()) {
                throw wrong(name, "a list");
            }
            elements = node.valueStream().toList();
        }
        return elements;
    }

    private List<JsonNode> values(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of())
                .stream()
                .filter(node -> !node.isNull())
                .toList();
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("its field " + name + " is not " + expected);
    }
}
