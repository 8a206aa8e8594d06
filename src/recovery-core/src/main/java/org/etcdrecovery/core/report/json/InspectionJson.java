package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.packed.Packed;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Remains;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotStatus;
import org.etcdrecovery.core.text.UrlText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints an inspection as JSON. For a damaged file {@code facts} is missing, and {@code remains} describes what is
 * readable, if anything.
 */
public final class InspectionJson {
    private InspectionJson() {}

    /** The inspection as indented JSON with a final line feed. */
    public static String print(Inspection inspection) {
        return Json.print(of(inspection));
    }

    static ObjectNode of(Inspection inspection) {
        ObjectNode json = Json.document();
        json.put("file", inspection.shown());
        json.put("size", inspection.size());
        inspection.packed().ifPresent(packed -> put(packed, json.putObject("packed")));
        inspection.origin().ifPresent(origin -> put(origin, json.putObject("origin")));
        inspection.recorded().ifPresent(recorded -> put(recorded, json.putObject("made")));
        json.put("verdict", Json.name(inspection.verdict()));
        FindingJson.put(inspection.findings(), json);
        ArrayNode passed = json.putArray("passed");
        inspection.passed().stream().sorted().map(Json::name).forEach(passed::add);
        inspection.facts().ifPresent(facts -> put(facts, json.putObject("facts")));
        inspection.remains().ifPresent(remains -> put(remains, json.putObject("remains")));
        return json;
    }

    private static void put(Packed packed, ObjectNode json) {
        json.put("form", packed.form());
        json.put("size", packed.size());
        packed.entry().ifPresent(entry -> json.put("entry", entry));
        packed.snapshots().forEach(json.putArray("snapshots")::add);
        json.put("others", packed.others());
    }

    private static void put(FileOrigin origin, ObjectNode json) {
        json.put("maker", origin.maker());
        origin.time().ifPresent(time -> json.put("time", time.toString()));
        origin.node().ifPresent(node -> json.put("node", node));
        origin.revision().ifPresent(revision -> json.put("revision", revision));
        origin.version().ifPresent(version -> json.put("version", version));
        if (!origin.metadata().isEmpty()) {
            origin.metadata().forEach(json.putArray("metadata")::add);
        }
    }

    private static void put(RecordedOrigin recorded, ObjectNode json) {
        json.put("way", Json.name(recorded.way()));
        json.put("time", recorded.time().toString());
        json.put("from", recorded.from());
        json.put("member", recorded.member());
        json.put("lacks", recorded.lacks());
        recorded.accepted().forEach(json.putArray("accepted")::add);
    }

    private static void put(Remains remains, ObjectNode json) {
        json.put("revision", remains.revision());
        json.put("keyRecords", remains.keyRecords());
        json.put("storageVersion", remains.storageVersion());
    }

    private static void put(SnapshotFacts facts, ObjectNode json) {
        json.put("sha256", facts.hashes().sha256());
        facts.container().ifPresent(container -> json.put("packedSha256", container.sha256()));
        json.put("trailingHash", Json.name(facts.hashes().trailingHash().state()));
        put(facts.status(), json.putObject("status"));
        json.put("revision", facts.revisions().last().main());
        json.put("compactRevision", facts.revisions().compacted());
        json.put("hashKv", Integer.toUnsignedLong(facts.predictedHash().unbumped()));
        ArrayNode members = json.putArray("members");
        facts.members().forEach(member -> put(member, members.addObject()));
        ArrayNode alarms = json.putArray("alarms");
        facts.alarms().stream().map(Alarm::kind).map(Json::name).forEach(alarms::add);
        json.put("leases", facts.leaseCounts().leases());
        json.put("leasedKeys", facts.leaseCounts().keys());
        json.put("auth", facts.authEnabled());
        json.put("kubernetes", facts.kubernetes());
        facts.encryption().stream().sorted().forEach(json.putArray("encryption")::add);
        facts.versions().cluster().ifPresent(version -> json.put("clusterVersion", version.toString()));
        facts.versions().storage().ifPresent(version -> json.put("storageVersion", version.toString()));
        ArrayNode refusals = json.putArray("refusals");
        facts.refusals()
                .forEach(refusal -> refusals.addObject()
                        .put("record", refusal.record())
                        .put("versions", refusal.versions().toString()));
    }

    private static void put(SnapshotStatus status, ObjectNode json) {
        json.put("hash", Integer.toUnsignedLong(status.hash()));
        json.put("liveKeys", status.liveKeys());
        json.put("records", status.records());
        json.put("tombstones", status.tombstones());
        json.put("totalSize", status.totalSize());
        json.put("sizeInUse", status.sizeInUse());
    }

    private static void put(Member member, ObjectNode json) {
        json.put("id", member.id().toString());
        json.put("name", member.name());
        UrlText.of(member.peerUrls()).forEach(json.putArray("peerURLs")::add);
        UrlText.of(member.clientUrls()).forEach(json.putArray("clientURLs")::add);
        json.put("learner", member.learner());
    }
}
