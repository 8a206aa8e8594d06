package org.etcdrecovery.core.report.json;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.keyspace.Alarm;
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
     * A prepared snapshot as indented JSON with a final line feed. Its {@code time} is that of the source, because the age
     * of the data is what matters later.
     *
     * @param source  what an inspection found in the source
     * @param origin  where the source came from, if its manifest says so
     * @param target  the new file
     * @param written what was written there
     * @param now     when it was prepared
     */
    public static String print(PreparePlan plan, Inspection source, Optional<Manifest.Origin> origin, Path target,
            Written written, Instant now) {
        ObjectNode json = Json.document();
        json.put("file", target.getFileName().toString());
        json.put("size", written.size());
        json.put("sha256", written.whole());
        json.put("imageSha256", written.image());
        json.put("verdict", Json.name(written.inspection().verdict()));
        json.put("revision", plan.revisions().last());
        json.put("hashKv", Integer.toUnsignedLong(plan.hashKv()));
        json.put("livingKeys", plan.livingKeys());
        origin.map(Manifest.Origin::time)
                .or(() -> source.origin().flatMap(named -> named.time()))
                .ifPresent(time -> json.put("time", time.toString()));
        origin.ifPresent(from -> json.put("memberName", from.member()).put("hadLeader", from.hadLeader()));
        json.put("prepared", now.truncatedTo(ChronoUnit.SECONDS).toString());
        json.set("preparedFrom", source(plan.snapshot()));
        json.set("changes", changes(plan, source));
        ArrayNode accepted = json.putArray("accepted");
        plan.accepted().stream().sorted().map(ProblemCode::text).forEach(accepted::add);
        ArrayNode warnings = json.putArray("warnings");
        plan.warnings().stream().map(Problem::message).forEach(warnings::add);
        FindingJson.put(written.inspection().findings(), json);
        return Json.print(json);
    }

    private static ObjectNode source(SnapshotRef snapshot) {
        ObjectNode json = Json.object();
        json.put("file", snapshot.file().toString());
        snapshot.container().ifPresent(container -> {
            container.entry().ifPresent(entry -> json.put("entry", entry));
            json.put("packedSha256", container.sha256());
        });
        return json.put("sha256", snapshot.sha256());
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
