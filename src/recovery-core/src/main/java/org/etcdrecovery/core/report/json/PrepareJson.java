package org.etcdrecovery.core.report.json;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.origin.RecordedOrigin.Way;
import org.etcdrecovery.core.plan.KeyspaceJson;
import org.etcdrecovery.core.plan.PreparePlan;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.SnapshotRef;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a prepared snapshot was made of and what was changed. The same document is its manifest. */
public final class PrepareJson {
    private PrepareJson() {}

    /**
     * A prepared snapshot as indented JSON with a final line feed.
     *
     * @param source  what an inspection found in the source
     * @param target  the new file
     * @param written what was written there
     * @param now     when it was prepared
     */
    public static String print(PreparePlan plan, Inspection source, Path target, Written written, Instant now) {
        SnapshotRef from = plan.snapshot();
        ObjectNode json = Json.document();
        json.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("preparedFrom", from.name().shown());
        from.container().ifPresent(container -> {
            container.entry().ifPresent(entry -> json.put("entry", entry));
            json.put("packedSha256", container.sha256());
        });
        json.put("sourceSha256", from.sha256());
        source.recorded()
                .filter(recorded -> recorded.way() == Way.SAVE)
                .map(RecordedOrigin::time)
                .or(() -> source.origin().flatMap(FileOrigin::time))
                .ifPresent(time -> json.put("sourceTime", time.toString()));
        source.recorded()
                .filter(recorded -> !recorded.member().isEmpty())
                .ifPresent(recorded -> json.put("memberName", recorded.member()));
        String lacks = lacks(plan, source);
        if (!lacks.isEmpty()) {
            json.put("lacks", lacks);
        }
        json.set("changes", changes(plan, source));
        ArrayNode accepted = json.putArray("accepted");
        plan.accepted().stream().sorted().map(ProblemCode::text).forEach(accepted::add);
        ArrayNode warnings = json.putArray("warnings");
        plan.warnings().stream().map(Problem::message).forEach(warnings::add);
        json.putObject("prepared")
                .put("file", target.toString())
                .put("size", written.size())
                .put("sha256", written.sha256())
                .put("imageSha256", written.imageSha256())
                .put("verdict", Json.name(written.inspection().verdict()))
                .put("revision", plan.revisions().last())
                .put("hashKv", Integer.toUnsignedLong(plan.hashKv()))
                .put("livingKeys", plan.livingKeys());
        FindingJson.put(written.inspection().findings(), json);
        return Json.print(json);
    }

    /** The new file has a SHA-256 of its own, which proves nothing of the bytes that it was made from. */
    private static String lacks(PreparePlan plan, Inspection source) {
        List<String> lacks = new ArrayList<>();
        source.recorded().map(RecordedOrigin::lacks).filter(words -> !words.isEmpty()).ifPresent(lacks::add);
        if (plan.accepted().contains(ProblemCode.HASH_MISSING)) {
            lacks.add("made from a file without its SHA-256");
        }
        if (plan.accepted().contains(ProblemCode.HASH_WRONG)) {
            lacks.add("made from a file whose SHA-256 is wrong");
        }
        return String.join("; ", lacks);
    }

    private static ObjectNode changes(PreparePlan plan, Inspection source) {
        ObjectNode json = Json.object();
        json.put("revisionBump", plan.revisions().bump());
        json.put("snapshotRevision", plan.revisions().snapshot());
        json.put("lastRevision", plan.revisions().last());
        json.put("markCompacted", plan.revisions().marksCompacted());
        plan.keyspace().ifPresent(change -> KeyspaceJson.put(change, json.putObject("keyspace")));
        ArrayNode alarms = json.putArray("clearedAlarms");
        if (plan.clearAlarms()) {
            source.facts()
                    .map(SnapshotFacts::alarms)
                    .stream()
                    .flatMap(found -> found.stream())
                    .map(Alarm::kind)
                    .map(Json::name)
                    .forEach(alarms::add);
        }
        return json;
    }
}
