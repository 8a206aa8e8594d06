package org.etcdrecovery.core.contents.kubernetes;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import org.etcdrecovery.core.contents.kubernetes.FieldType.ListOf;
import org.etcdrecovery.core.contents.kubernetes.FieldType.MapOf;
import org.etcdrecovery.core.contents.kubernetes.FieldType.Message;
import org.etcdrecovery.core.contents.kubernetes.FieldType.Pointer;
import org.etcdrecovery.core.contents.kubernetes.FieldType.Scalar;
import org.etcdrecovery.core.contents.kubernetes.FieldType.Wrapped;
import org.etcdrecovery.core.contents.kubernetes.MessageType.Field;
import org.etcdrecovery.core.contents.kubernetes.MessageType.Form;
import org.etcdrecovery.core.contents.kubernetes.MessageType.Presence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the protobuf of one object into the JSON that Go writes of it. A field that is not stored has Go's zero value: JSON
 * leaves it out if its tag says so, but a struct that is no pointer is printed all the same.
 */
final class ObjectReader {
    private final Schema schema = Schema.get();
    private final Budget budget = new Budget();
    private int skippedFields;

    /** Reads a message that JSON shows as an object. */
    ObjectNode object(MessageType type, ByteString message) throws UnreadableException {
        ObjectNode object = Trees.NODES.objectNode();
        readInto(object, type, message, 0);
        return object;
    }

    /** How many stored fields the schema does not know. */
    int skippedFields() {
        return skippedFields;
    }

    private void readInto(ObjectNode target, MessageType type, ByteString message, int depth)
            throws UnreadableException {
        budget.enter(depth);
        UnknownFieldSet stored = Wire.fields(message);
        for (Field field : type.fields().values()) {
            readInto(target, field, Wire.of(stored, field.number()), depth);
        }
        for (int number : stored.asMap().keySet()) {
            if (!type.fields().containsKey(number)) {
                skippedFields++;
            }
        }
    }

    private void readInto(ObjectNode target, Field field, Wire stored, int depth) throws UnreadableException {
        if (stored.isEmpty() && (field.presence() == Presence.REMOVED || isOmittedWhenAbsent(field))) {
            return;
        }
        if (field.isInline()) {
            readInto(target, schema.message(messageName(field.type())), stored.message(), depth + 1);
            return;
        }
        JsonNode value = value(field.type(), stored, depth);
        if (field.presence() == Presence.ALWAYS || !isEmpty(field, value)) {
            target.set(field.name(), value);
        }
    }

    /** A nil pointer is left out, and so are the fields of one that is inlined. Spares most of the reading. */
    private static boolean isOmittedWhenAbsent(Field field) {
        return field.isInline()
                ? field.type() instanceof Pointer
                : field.presence() != Presence.ALWAYS && !(field.type() instanceof Message);
    }

    /** Go's omitempty never leaves out a struct, nor a pointer that is set. */
    private static boolean isEmpty(Field field, JsonNode value) {
        return switch (field.type()) {
            case Scalar.STRING -> value.asString().isEmpty();
            case Scalar.BOOL -> !value.asBoolean();
            case Scalar.INT, Scalar.DOUBLE -> value.asDouble() == 0;
            case Pointer _ -> false;
            case Message _ -> field.presence() == Presence.OMITZERO && value.isNull();
            default -> value.isNull();
        };
    }

    private static String messageName(FieldType type) {
        return switch (type) {
            case Message message -> message.name();
            case Pointer pointer -> messageName(pointer.target());
            default -> throw new IllegalStateException("inlined: " + type);
        };
    }

    private JsonNode value(FieldType type, Wire stored, int depth) throws UnreadableException {
        budget.takeNode();
        return switch (type) {
            case Scalar.STRING -> Trees.NODES.stringNode(stored.text());
            case Scalar.BOOL -> Trees.NODES.booleanNode(stored.number() != 0);
            case Scalar.INT -> Trees.NODES.numberNode(stored.number());
            case Scalar.DOUBLE -> Trees.NODES.numberNode(stored.real());
            // Go cannot tell nil from empty here either.
            case Scalar.BYTES -> stored.bytes().isEmpty()
                    ? Trees.NODES.nullNode()
                    : Trees.NODES.binaryNode(stored.bytes().toByteArray());
            case Pointer pointer -> stored.isEmpty() ? Trees.NODES.nullNode() : value(pointer.target(), stored, depth);
            case Message message -> message(schema.message(message.name()), stored.message(), depth + 1);
            case ListOf list -> list(list.element(), stored, depth);
            case Wrapped wrapped -> list(wrapped.element(), Wire.of(Wire.fields(stored.message()), 1), depth);
            case MapOf map -> map(map.value(), stored, depth);
        };
    }

    private JsonNode list(FieldType element, Wire stored, int depth) throws UnreadableException {
        if (stored.isEmpty()) {
            return Trees.NODES.nullNode();
        }
        ArrayNode list = Trees.NODES.arrayNode();
        if (element == Scalar.INT || element == Scalar.BOOL) {
            for (long number : stored.numbers()) {
                list.add(value(element, Wire.of(number), depth));
            }
        } else {
            for (ByteString occurrence : stored.all()) {
                list.add(value(element, Wire.of(occurrence), depth));
            }
        }
        return list;
    }

    private JsonNode map(FieldType type, Wire stored, int depth) throws UnreadableException {
        if (stored.isEmpty()) {
            return Trees.NODES.nullNode();
        }
        ObjectNode map = Trees.NODES.objectNode();
        for (ByteString occurrence : stored.all()) {
            UnknownFieldSet entry = Wire.fields(occurrence);
            map.set(Wire.of(entry, 1).text(), value(type, Wire.of(entry, 2), depth));
        }
        return map;
    }

    private JsonNode message(MessageType type, ByteString message, int depth) throws UnreadableException {
        if (type.form() == Form.FIELDS) {
            ObjectNode object = Trees.NODES.objectNode();
            readInto(object, type, message, depth);
            return object;
        }
        UnknownFieldSet stored = Wire.fields(message);
        Wire first = Wire.of(stored, 1);
        Wire second = Wire.of(stored, 2);
        return switch (type.form()) {
            case QUANTITY -> Trees.NODES.stringNode(first.text().isEmpty() ? "0" : first.text());
            case TIME -> GoTime.seconds(message.isEmpty(), first.number());
            case MICRO_TIME -> GoTime.micros(message.isEmpty(), first.number(), second.number());
            case INT_OR_STRING -> first.number() == 0
                    ? Trees.NODES.numberNode(second.number())
                    : Trees.NODES.stringNode(Wire.of(stored, 3).text());
            case RAW_JSON -> rawJson(first.bytes());
            case OR_BOOL -> first.isEmpty()
                    ? Trees.NODES.booleanNode(second.number() != 0)
                    : value(type.field(1).type(), first, depth);
            case OR_ARRAY -> second.isEmpty()
                    ? value(type.field(1).type(), first, depth)
                    : value(type.field(2).type(), second, depth);
            case FIELDS -> throw new IllegalStateException();
        };
    }

    /** What is no JSON is shown as text: in theory it may also be protobuf. */
    private JsonNode rawJson(ByteString raw) throws UnreadableException {
        if (raw.isEmpty()) {
            return Trees.NODES.nullNode();
        }
        budget.takeJson(raw.size());
        try {
            return Trees.parse(raw.toByteArray());
        } catch (UnreadableException e) {
            return Trees.NODES.stringNode(raw.toStringUtf8());
        }
    }
}
