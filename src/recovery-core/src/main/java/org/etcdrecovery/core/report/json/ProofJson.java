package org.etcdrecovery.core.report.json;

import java.util.Optional;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.keyspace.ClusterId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints a proof as JSON. */
public final class ProofJson {
    private ProofJson() {}

    /**
     * The proof as indented JSON with a final line feed.
     *
     * @param planMisfit why the plan is not one of its snapshot; empty if it is, or if that was not checked
     */
    public static String print(Proof proof, Optional<String> planMisfit) {
        ObjectNode json = of(proof);
        planMisfit.ifPresent(misfit -> json.put("planMisfit", misfit));
        return Json.print(json);
    }

    /** Whether a document that {@link #print} made says that this cluster is proven. Anything else proves nothing. */
    public static boolean proves(String text, ClusterId cluster) {
        try {
            JsonNode json = Json.parse(text);
            return json.path("proven").asBoolean(false)
                    && json.path("clusterId").asString("").equals(cluster.toString());
        } catch (JacksonException e) {
            return false;
        }
    }

    static ObjectNode of(Proof proof) {
        ObjectNode json = Json.document();
        json.put("proven", proof.proven());
        json.put("answered", proof.answered());
        json.put("time", proof.time().toString());
        json.put("clusterId", proof.clusterId());
        json.put("snapshotSha256", proof.snapshotSha256());
        ArrayNode checks = json.putArray("checks");
        proof.checks().forEach(check -> put(check, checks.addObject()));
        return json;
    }

    private static void put(ProofCheck check, ObjectNode json) {
        json.put("subject", Json.name(check.subject()));
        json.put("outcome", Json.name(check.outcome()));
        json.put("expected", check.expected());
        json.put("seen", check.seen());
        if (!check.remark().isEmpty()) {
            json.put("remark", check.remark());
        }
    }
}
