package org.etcdrecovery.core.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.etcdrecovery.core.contents.index.KeyRef;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.Subtree;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints as JSON what takes most of a snapshot. */
public final class TopJson {
    private TopJson() {}

    /**
     * The largest subtrees and keys, and those that were written most.
     *
     * @param prefix   below which the subtrees are
     * @param subtrees the largest children of the prefix, the largest first
     * @param largest  the largest keys
     * @param written  the keys with most records
     */
    public static String print(KeyState state, byte[] prefix, List<Subtree> subtrees, List<KeyRef> largest,
            List<KeyRef> written) {
        ObjectNode json = KeysJson.totals(state.totals(), Json.document());
        json.put("revision", state.revision());
        json.put("prefix", new String(prefix, UTF_8));
        ArrayNode children = json.putArray("subtrees");
        for (Subtree subtree : subtrees) {
            StreamedJson.put("prefix", subtree.prefix(), children.addObject())
                    .put("keyCount", subtree.keys())
                    .put("bytes", subtree.bytes())
                    .put("records", subtree.records());
        }
        ArrayNode keys = json.putArray("largestKeys");
        largest.forEach(key -> keys.add(KeysJson.of(state, key)));
        ArrayNode most = json.putArray("mostWrittenKeys");
        written.forEach(key -> most.add(KeysJson.of(state, key)));
        return ContentsJson.print(json, state.index().unreadable());
    }
}
