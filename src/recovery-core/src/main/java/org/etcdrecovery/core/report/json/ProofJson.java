package org.etcdrecovery.core.report.json;

import java.time.Instant;
import java.time.format.DateTimeParseException;
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

    /** When a document that {@link #print} made proved this cluster; empty if it does not. Anything else proves nothing. */
    public static Optional<Instant> provenAt(String text, ClusterId cluster) {
        try {
            JsonNode json = Json.parse(text);
            return json.path("proven").asBoolean(false)
                    && json.path("clusterId").asString("").equals(cluster.toString())
                            ? Optional.of(Instant.parse(json.path("time").asString("")))
                            : Optional.empty();
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty();
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
