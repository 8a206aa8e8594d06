package org.etcdrecovery.core.report.json;

import java.util.List;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.keyspace.LeaseId;
import tools.jackson.databind.node.ObjectNode;

/** Prints the history of a key as JSON, oldest record first. */
public final class HistoryJson extends StreamedJson {
    public HistoryJson() {
        super("records");
    }

    /** The next record. */
    public String record(KeyRecord record) {
        ObjectNode json = Json.object();
        json.put("modRevision", record.revision().main());
        json.put("subRevision", record.revision().sub());
        json.put("operation", record.tombstone() ? "delete" : "put");
        if (!record.tombstone()) {
            json.put("createRevision", record.createRevision());
            json.put("version", record.version());
            if (record.lease() != 0) {
                json.put("lease", new LeaseId(record.lease()).toString());
            }
            json.put("valueSize", record.valueSize());
            json.put("valueOffset", record.valueOffset());
        }
        return item(json);
    }

    /** What follows the last record. */
    public String end(byte[] key, long records, List<String> unreadable) {
        ObjectNode json = put("key", key, Json.object());
        json.put("recordCount", records);
        unreadable.forEach(json.putArray("unreadable")::add);
        return end(json);
    }
}
