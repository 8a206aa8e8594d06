package org.etcdrecovery.core.plan;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.MemberId;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object that is read field by field: each must be present and of its type, and none may be left over at the
 * end. The author of the plan may rely on a field that this program does not know.
 */
final class StrictObject {
    private final String source;
    private final String path;
    private final JsonNode node;
    private final Set<String> unread;

    StrictObject(String source, String path, JsonNode node) throws InvalidPlanException {
        this.source = source;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw new InvalidPlanException(source, path, "expected an object, found " + kind(node));
        }
        unread = new LinkedHashSet<>(node.propertyNames());
    }

    String text(String name) throws InvalidPlanException {
        return take(name, "a text", JsonNode::isString).stringValue();
    }

    boolean has(String name) {
        return node.has(name);
    }

    Optional<String> optionalText(String name) throws InvalidPlanException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    boolean flag(String name) throws InvalidPlanException {
        return take(name, "true or false", JsonNode::isBoolean).booleanValue();
    }

    /** A whole number from 0 to the given maximum. */
    long number(String name, long max) throws InvalidPlanException {
        long number = take(name, "a whole number", value -> value.isIntegralNumber() && value.canConvertToLong())
                .longValue();
        if (number < 0 || number > max) {
            throw fault(name, "expected a number from 0 to " + max + ", found " + number);
        }
        return number;
    }

    MemberId memberId(String name) throws InvalidPlanException {
        return MemberId.parse(id(name));
    }

    ClusterId clusterId(String name) throws InvalidPlanException {
        return ClusterId.parse(id(name));
    }

    /** An unsigned 64-bit number in hexadecimal, as etcd prints IDs. */
    private String id(String name) throws InvalidPlanException {
        String text = text(name);
        if (text.isEmpty() || text.length() > 16 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw fault(name, "expected an ID of up to 16 hex digits, found " + GoQuote.quote(text));
        }
        return text;
    }

    List<String> texts(String name) throws InvalidPlanException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : take(name, "a list", JsonNode::isArray)) {
            if (!item.isString()) {
                throw fault(name, "expected a list of texts, found " + kind(item) + " in it");
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    StrictObject object(String name) throws InvalidPlanException {
        return new StrictObject(source, place(name), take(name, "an object", JsonNode::isObject));
    }

    List<StrictObject> objects(String name) throws InvalidPlanException {
        List<StrictObject> objects = new ArrayList<>();
        for (JsonNode item : take(name, "a list", JsonNode::isArray)) {
            objects.add(new StrictObject(source, place(name) + "[" + objects.size() + "]", item));
        }
        return objects;
    }

    /** Refuses fields that were not read; call it last. */
    void end() throws InvalidPlanException {
        for (String name : unread) {
            throw fault(name, "this version does not know this field");
        }
    }

    InvalidPlanException fault(String name, String what) {
        return new InvalidPlanException(source, place(name), what);
    }

    private JsonNode take(String name, String expected, Predicate<JsonNode> test) throws InvalidPlanException {
        unread.remove(name);
        JsonNode value = node.path(name);
        if (!test.test(value)) {
            throw fault(name, "expected " + expected + ", found " + kind(value));
        }
        return value;
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String kind(JsonNode value) {
        return value.isMissingNode()
                ? "nothing"
                : value.isContainer() ? value.isArray() ? "a list" : "an object" : value.toString();
    }
}
