package org.etcdrecovery.core.contents.kubernetes;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.text.Shown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows a message that the schema does not know: the numbers of its fields instead of their names, and for strings, bytes
 * and messages, which look alike in protobuf, what they most probably are.
 */
final class GenericFields {
    private final Budget budget = new Budget();

    /** Reads all fields. */
    ObjectNode read(UnknownFieldSet message) throws UnreadableException {
        return read(message, 0);
    }

    private ObjectNode read(UnknownFieldSet message, int depth) throws UnreadableException {
        budget.enter(depth);
        ObjectNode object = Trees.NODES.objectNode();
        for (Map.Entry<Integer, UnknownFieldSet.Field> entry : message.asMap().entrySet()) {
            object.set(entry.getKey().toString(), field(entry.getValue(), depth));
        }
        return object;
    }

    private JsonNode field(UnknownFieldSet.Field field, int depth) throws UnreadableException {
        ArrayNode values = Trees.NODES.arrayNode();
        for (List<? extends Number> numbers : List.of(field.getVarintList(), field.getFixed64List(),
                field.getFixed32List())) {
            for (Number number : numbers) {
                budget.takeNode();
                values.add(number.longValue());
            }
        }
        for (ByteString bytes : field.getLengthDelimitedList()) {
            budget.takeNode();
            values.add(guess(bytes, depth));
        }
        for (UnknownFieldSet group : field.getGroupList()) {
            values.add(read(group, depth + 1));
        }
        return values.size() == 1 ? values.get(0) : values;
    }

    private JsonNode guess(ByteString bytes, int depth) throws UnreadableException {
        if (bytes.isValidUtf8() && bytes.toStringUtf8().codePoints().allMatch(GenericFields::isText)) {
            return Trees.NODES.stringNode(bytes.toStringUtf8());
        }
        UnknownFieldSet message;
        try {
            message = Wire.fields(bytes);
        } catch (UnreadableException e) {
            return Trees.NODES.binaryNode(bytes.toByteArray());
        }
        return read(message, depth + 1);
    }

    private static boolean isText(int c) {
        return c == '\n' || c == '\t' || !Shown.isHidden(c);
    }
}
