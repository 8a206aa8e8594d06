package org.etcdrecovery.core.report.json;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.rescue.LogPiece;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.replay.KeyChange;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.rescue.replay.ReplayResult;
import org.etcdrecovery.core.rescue.replay.ReplayResult.Point;
import org.etcdrecovery.core.rescue.replay.ReplayedEntry;
import org.etcdrecovery.core.rescue.replay.RescuedSnapshot;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints what a replay adds to a database, and the snapshot that was written of it, as JSON. {@code database} is missing if
 * the keyspace was made from the log alone, {@code snapshot} if none was written, and {@code continuedWith} unless entries
 * were taken from the logs of other members. Keys are escaped as Go does.
 */
public final class ReplayJson {
    /** A value is shown up to this length. */
    private static final int LONGEST_VALUE = 4096;

    private ReplayJson() {}

    /**
     * The document as indented JSON with a final line feed.
     *
     * @param accepted   the codes that the operator has agreed to
     * @param showValues whether to include the values of changed keys
     * @throws IOException if a value cannot be read
     */
    public static String print(MemberDirectory directory, Replay replay, List<String> accepted,
            Optional<RescuedSnapshot> written, boolean showValues) throws IOException {
        return Json.print(of(directory, replay, accepted, written, showValues));
    }

    static ObjectNode of(MemberDirectory directory, Replay replay, List<String> accepted,
            Optional<RescuedSnapshot> written, boolean showValues) throws IOException {
        ObjectNode json = document(directory, replay.result(), accepted, written);
        ObjectNode keys = json.putObject("keys");
        ReplayResult.KeyChanges changes = replay.result().keys();
        keys.put("added", changes.added()).put("changed", changes.changed()).put("deleted", changes.deleted());
        ArrayNode first = keys.putArray("first");
        for (KeyChange change : changes.first()) {
            ObjectNode entry = first.addObject().put("key", change.key());
            put("before", change.before(), replay, showValues, entry);
            put("after", change.after(), replay, showValues, entry);
        }
        put("maybeCommitted", replay.result().maybeList(), json);
        put("uncertain", replay.result().uncertain(), json);
        FindingJson.put(replay.findings(), json);
        return json;
    }

    /**
     * The manifest of a rescued snapshot.
     *
     * @param lacks what is or may be missing from it, in a few words; empty to leave that to the other facts
     */
    public static String manifest(MemberDirectory directory, Replay replay, List<String> accepted,
            RescuedSnapshot written, Instant time, String lacks) {
        ObjectNode json = document(directory, replay.result(), accepted, Optional.of(written));
        json.put("etcdVersion", replay.etcdVersion());
        json.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        if (!lacks.isEmpty()) {
            json.put("lacks", lacks);
        }
        FindingJson.put(replay.findings(), json);
        return Json.print(json);
    }

    private static ObjectNode document(MemberDirectory directory, ReplayResult result, List<String> accepted,
            Optional<RescuedSnapshot> written) {
        ObjectNode json = Json.document();
        json.put("dataDir", directory.dataDir().toString());
        result.base().ifPresent(database -> json.put("database", database));
        json.put("walDir", directory.walDir().toString());
        List<LogPiece> others = directory.piecesOfOthers();
        if (!others.isEmpty()) {
            ArrayNode pieces = json.putArray("continuedWith");
            others.forEach(piece -> pieces.addObject()
                    .put("dataDir", piece.dataDir().toString())
                    .put("first", piece.first())
                    .put("last", piece.last()));
        }
        directory.log()
                .filter(LogFacts::isNamed)
                .ifPresent(log -> json.put("memberId", log.memberId().toString())
                        .put("clusterId", log.clusterId().toString()));
        accepted.forEach(json.putArray("accepted")::add);
        put(result.from(), json.putObject("from"));
        put(result.to(), json.putObject("to"));
        ObjectNode entries = json.putObject("entries");
        put("applied", result.applied(), entries);
        put("rejected", result.rejected(), entries);
        put("withoutEffect", result.idle(), entries);
        entries.put("maybeCommitted", result.maybe()).put("leftOut", result.leftOut()).put("unused", result.unused());
        written.ifPresent(snapshot -> json.putObject("snapshot")
                .put("file", snapshot.file().toString())
                .put("size", snapshot.size())
                .put("sha256", snapshot.sha256())
                .put("imageSha256", snapshot.imageSha256())
                .put("verdict", Json.name(snapshot.inspection().verdict())));
        return json;
    }

    private static void put(Point point, ObjectNode json) {
        json.put("index", point.index());
        json.put("term", point.term());
        json.put("revision", point.revision());
        json.put("compactRevision", point.compacted());
    }

    private static void put(String name, LogPart part, ObjectNode json) {
        ObjectNode entries = json.putObject(name);
        entries.put("entries", part.count());
        ObjectNode kinds = entries.putObject("kinds");
        part.kinds().forEach((kind, count) -> kinds.put(Json.name(kind), count));
    }

    private static void put(String name, Optional<KeyChange.Version> version, Replay replay, boolean showValues,
            ObjectNode json) throws IOException {
        if (version.isEmpty()) {
            return;
        }
        ObjectNode record = json.putObject(name);
        record.put("createRevision", version.get().created());
        record.put("modRevision", version.get().modified());
        record.put("version", version.get().version());
        record.put("lease", version.get().lease().toString());
        record.put("valueSize", version.get().valueSize());
        if (showValues) {
            record.put("value", GoQuote.escape(replay.value(version.get(), LONGEST_VALUE)));
        }
    }

    private static void put(String name, List<ReplayedEntry> entries, ObjectNode json) {
        ArrayNode list = json.putArray(name);
        for (ReplayedEntry entry : entries) {
            ObjectNode each = list.addObject();
            each.put("index", entry.index());
            each.put("term", entry.term());
            each.put("kind", Json.name(entry.kind()));
            each.put("effect", Json.name(entry.effect()));
            entry.keys().forEach(each.putArray("keys")::add);
            entry.uncertain().stream().map(code -> code.text()).sorted().forEach(each.putArray("uncertain")::add);
        }
    }
}
