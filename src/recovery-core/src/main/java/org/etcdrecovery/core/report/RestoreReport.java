package org.etcdrecovery.core.report;

import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import org.etcdrecovery.core.snapshot.Inspection;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything about one restore.
 *
 * @param program    what carried it out, with its version
 * @param started    when it began
 * @param ended      when the last directory stood in place
 * @param inspection what was found in the snapshot; empty when the plan was made earlier
 * @param plan       what was to be done
 * @param result     what was done
 */
public record RestoreReport(String program, Instant started, Instant ended, Optional<Inspection> inspection,
        RestorePlan plan, RestoreResult result) {
    private static final int FORMAT_VERSION = 1;

    /** The report as text of several lines, ended. */
    public String toJson() {
        ObjectNode json = Json.object();
        json.put("formatVersion", FORMAT_VERSION);
        json.put("program", program);
        json.put("started", started.toString());
        json.put("ended", ended.toString());
        inspection.ifPresent(found -> json.set("inspection", InspectionJson.of(found)));
        json.set("plan", Json.parse(PlanJson.write(plan)));
        json.set("result", result(plan, result));
        return Json.print(json);
    }

    /** A result by itself, as text of several lines, ended. */
    public static String toJson(RestorePlan plan, RestoreResult result) {
        return Json.print(result(plan, result));
    }

    private static ObjectNode result(RestorePlan plan, RestoreResult result) {
        ObjectNode json = Json.object();
        json.put("clusterId", Member.hex(plan.clusterId()));
        json.put("token", plan.token());
        json.put("target", plan.target().toString());
        json.put("lastRevision", result.lastRevision());
        json.put("hashKv", Integer.toUnsignedLong(result.hashKv()));
        json.put("databaseSize", result.databaseSize());
        json.put("checksum", Integer.toUnsignedLong(result.checksum()));
        json.put("readBack", result.readBack());
        var members = json.putArray("members");
        result.members().forEach(member -> put(member, members.addObject()));
        return json;
    }

    private static void put(RestoredMember member, ObjectNode json) {
        json.put("id", Member.hex(member.id()));
        json.put("name", member.name());
        json.put("dataDir", member.dataDir().toString());
        member.walDir().ifPresent(directory -> json.put("walDir", directory.toString()));
    }
}
