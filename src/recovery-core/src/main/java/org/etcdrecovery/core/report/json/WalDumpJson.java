package org.etcdrecovery.core.report.json;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.LogDump;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints the dump of a log as one JSON document, piece by piece, because a log may hold millions of records. Keys are
 * texts as far as they are UTF-8, and in Base64 as well; values are in Base64 and only there if they were asked for. The
 * document begins with the first record or the end, so that a log that cannot be opened leaves no half of one.
 */
public final class WalDumpJson {
    private boolean begun;
    private boolean first = true;

    /** The next record. */
    public String record(DumpedRecord record) {
        ObjectNode json = Json.object();
        json.put("segment", record.segment());
        json.put("offset", record.offset());
        json.put("type", Json.name(record.type()));
        json.put("standing", Json.name(record.standing()));
        json.put("term", record.term());
        json.put("index", record.index());
        record.kind().ifPresent(kind -> json.put("kind", Json.name(kind)));
        json.put("says", record.words());
        if (record.type() == DumpedRecord.RecordType.ENTRY) {
            json.put("size", record.size());
            ArrayNode operations = json.putArray("operations");
            record.operations().forEach(operation -> put(operation, operations.addObject()));
        }
        String separator = first ? "\n" : ",\n";
        String text = begin() + separator + indented(Json.print(json));
        first = false;
        return text;
    }

    private String begin() {
        if (begun) {
            return "";
        }
        begun = true;
        return "{\n  \"formatVersion\" : 1,\n  \"records\" : [";
    }

    private static void put(DumpedRecord.Operation operation, ObjectNode json) {
        json.put("operation", operation.put() ? "put" : "delete");
        if (!operation.branch().isEmpty()) {
            json.put("branch", operation.branch());
        }
        put("key", operation.key(), json);
        if (operation.put()) {
            json.put("valueSize", operation.valueSize());
            operation.value().ifPresent(value -> json.put("valueBase64", base64(value)));
        } else if (!operation.rangeEnd().isEmpty()) {
            put("rangeEnd", operation.rangeEnd(), json);
        }
    }

    private static void put(String name, ByteString bytes, ObjectNode json) {
        json.put(name, bytes.toString(StandardCharsets.UTF_8));
        json.put(name + "Base64", base64(bytes));
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The end of the document. */
    public String end(LogDump.Result result) {
        ObjectNode json = Json.object();
        json.put("recordCount", result.records());
        json.put("entryCount", result.entries());
        json.put("behindDamageCount", result.behind());
        FindingJson.put(result.findings(), json);
        return begin() + rest(json);
    }

    /**
     * The end of a document after which no more records can be read.
     *
     * @param failure the document that says why
     * @return that document itself if this one has not begun
     */
    public String end(String failure) {
        if (!begun) {
            return failure;
        }
        return rest(Json.object().set("failure", Json.parse(failure).path("failure")));
    }

    private String rest(ObjectNode json) {
        String text = Json.print(json);
        return (first ? "" : "\n  ") + "]," + text.substring(text.indexOf('{') + 1);
    }

    private static String indented(String json) {
        return "    " + json.strip().replace("\n", "\n    ");
    }
}
