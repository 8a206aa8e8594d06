package org.etcdrecovery.core.report.json;

import java.util.Base64;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.LogDump;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints the dump of a log as one JSON document. Values are in Base64 and only there if they were asked for.
 */
public final class WalDumpJson extends StreamedJson {
    public WalDumpJson() {
        super("records");
    }

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
        return item(json);
    }

    private static void put(DumpedRecord.Operation operation, ObjectNode json) {
        json.put("operation", operation.put() ? "put" : "delete");
        if (!operation.branch().isEmpty()) {
            json.put("branch", operation.branch());
        }
        put("key", operation.key().toByteArray(), json);
        if (operation.put()) {
            json.put("valueSize", operation.valueSize());
            operation.value()
                    .ifPresent(
                            value -> json.put("valueBase64", Base64.getEncoder().encodeToString(value.toByteArray())));
        } else if (!operation.rangeEnd().isEmpty()) {
            put("rangeEnd", operation.rangeEnd().toByteArray(), json);
        }
    }

    /** The end of the document. */
    public String end(LogDump.Result result) {
        ObjectNode json = Json.object();
        json.put("recordCount", result.records());
        json.put("entryCount", result.entries());
        json.put("behindDamageCount", result.behind());
        FindingJson.put(result.findings(), json);
        return end(json);
    }
}
