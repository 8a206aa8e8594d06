package org.etcdrecovery.core.report.json;

import java.util.List;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.contents.compare.Comparison;
import org.etcdrecovery.core.contents.compare.Side;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.contents.index.RecordRef;
import org.etcdrecovery.core.report.RestoreLoss;
import org.etcdrecovery.core.snapshot.SnapshotName;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints the difference of two states of a keyspace as JSON: the keys first, if they are wanted, then the numbers. */
public final class DiffJson extends StreamedJson {
    public DiffJson() {
        super("changes");
    }

    /** The next key. */
    public String change(Change change) {
        ObjectNode json = put("key", change.key(), Json.object());
        json.put("kind", Json.name(change.kind()));
        change.before().ifPresent(before -> json.set("before", of(before)));
        change.after().ifPresent(after -> json.set("after", of(after)));
        json.put("writesSince", change.writesSince());
        change.deletedAt().ifPresent(revision -> json.put("deletedAt", revision));
        return item(json);
    }

    private static ObjectNode of(RecordRef record) {
        return Json.object().put("modRevision", record.revision()).put("size", record.size());
    }

    /**
     * What follows the last key.
     *
     * @param prefix   below which the subtrees are
     * @param subtrees the children of the prefix in which keys differ
     */
    public String end(Comparison comparison, byte[] prefix, List<SubtreeChanges> subtrees, List<String> unreadable) {
        ObjectNode json = Json.object();
        json.set("a", of(comparison.before()));
        json.set("b", of(comparison.after()));
        json.set("summary", put(comparison.summary(), Json.object()));
        put("prefix", prefix, json);
        put(subtrees, json);
        if (!comparison.contradicting().isEmpty()) {
            json.put("contradicting", comparison.contradicting().size());
        }
        unreadable.forEach(json.putArray("unreadable")::add);
        return end(json);
    }

    private static ObjectNode of(Side side) {
        return KeysJson.totals(side.state().totals(), file(side.name(), side.state().revision()));
    }

    private static ObjectNode file(SnapshotName name, long revision) {
        ObjectNode json = Json.object().put("file", name.file().toString());
        name.entry().ifPresent(entry -> json.put("entry", entry));
        return json.put("revision", revision);
    }

    /** The part of a report: what restoring file a loses of file b. */
    static ObjectNode of(RestoreLoss loss) {
        ObjectNode json = Json.object();
        json.set("a", file(loss.snapshot(), loss.revision()));
        json.set("b", file(loss.other(), loss.otherRevision()));
        json.set("summary", put(loss.summary(), Json.object()));
        put(loss.subtrees(), json);
        json.put("differingSubtrees", loss.differing());
        loss.unreadable().forEach(json.putArray("unreadable")::add);
        return json;
    }

    private static void put(List<SubtreeChanges> subtrees, ObjectNode json) {
        ArrayNode children = json.putArray("subtrees");
        subtrees.forEach(subtree -> put(subtree.summary(), put("prefix", subtree.prefix(), children.addObject())));
    }

    private static ObjectNode put(Summary summary, ObjectNode json) {
        return json.put("missing", summary.missing())
                .put("older", summary.older())
                .put("back", summary.back())
                .put("equal", summary.equal())
                .put("bytesA", summary.bytesBefore())
                .put("bytesB", summary.bytesAfter());
    }
}
