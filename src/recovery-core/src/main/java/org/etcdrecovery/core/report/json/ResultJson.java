package org.etcdrecovery.core.report.json;

import java.util.Set;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import tools.jackson.databind.node.ObjectNode;

/** Prints the result of a restore as JSON. */
public final class ResultJson {
    private ResultJson() {}

    /**
     * The result as a separate document: indented JSON with a final line feed.
     *
     * @param inPlace the names of the members that an earlier restore had put in place
     */
    public static String print(RestorePlan plan, RestoreResult result, Set<String> inPlace) {
        ObjectNode json = Json.document();
        json.put("clusterId", plan.clusterId().toString());
        json.put("token", plan.token());
        json.put("target", plan.target().toString());
        json.put("completeAlready", inPlace.size() == plan.writtenMembers().size());
        inPlace.stream().sorted().forEach(json.putArray("inPlaceAlready")::add);
        json.setAll(of(result));
        return Json.print(json);
    }

    static ObjectNode of(RestoreResult result) {
        ObjectNode json = Json.object();
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
        json.put("id", member.id().toString());
        json.put("name", member.name());
        json.put("dataDir", member.dataDir().toString());
        member.walDir().ifPresent(directory -> json.put("walDir", directory.toString()));
    }
}
