package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.contents.index.KeyRef;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Totals;
import tools.jackson.databind.node.ObjectNode;

/** Prints the keys of a state as JSON, in key order. */
public final class KeysJson extends StreamedJson {
    public KeysJson() {
        super("keys");
    }

    /** The next key. */
    public String key(KeyState state, KeyRef key) {
        return item(of(state, key));
    }

    static ObjectNode of(KeyState state, KeyRef key) {
        ObjectNode json = put("key", state.index().key(key.rank()), Json.object());
        json.put("modRevision", key.revision());
        json.put("size", key.size());
        json.put("records", key.records());
        return json;
    }

    /** What follows the last key. */
    public String end(KeyState state) {
        ObjectNode json = totals(state.totals(), Json.object());
        json.put("revision", state.revision());
        state.index().unreadable().forEach(json.putArray("unreadable")::add);
        return end(json);
    }

    static ObjectNode totals(Totals totals, ObjectNode json) {
        return json.put("keyCount", totals.keys()).put("bytes", totals.bytes());
    }
}
