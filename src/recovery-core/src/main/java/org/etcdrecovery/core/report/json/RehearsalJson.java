package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.rehearse.KeyComparison;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.StageResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints a rehearsal as JSON. Durations are in milliseconds. */
public final class RehearsalJson {
    private RehearsalJson() {}

    /** The rehearsal as indented JSON with a final line feed. */
    public static String print(RehearsalResult result) {
        return Json.print(of(result));
    }

    static ObjectNode of(RehearsalResult result) {
        ObjectNode json = Json.document();
        json.put("verdict", Json.name(result.verdict()));
        json.put("sentence", result.sentence());
        json.put("started", result.started().toString());
        json.put("recoveryMilliseconds", result.recoveryTime().toMillis());
        json.putObject("etcd")
                .put("version", result.etcd().version())
                .put("path", result.etcd().path().toString());
        json.put("members", result.members());
        json.put("plannedMembers", result.planned());
        json.put("loginMissing", result.loginMissing());
        ArrayNode stages = json.putArray("stages");
        result.stages().forEach(stage -> put(stage, stages.addObject()));
        result.comparison().ifPresent(keys -> put(keys, json.putObject("keys")));
        result.proof().ifPresent(proof -> json.set("proof", ProofJson.of(proof).without("formatVersion")));
        result.kept().ifPresent(kept -> json.put("kept", kept.toString()));
        result.notProven().forEach(json.putArray("notProven")::add);
        if (!result.advice().isEmpty()) {
            result.advice().forEach(json.putArray("advice")::add);
        }
        return json;
    }

    private static void put(StageResult stage, ObjectNode json) {
        json.put("stage", Json.name(stage.stage()));
        json.put("outcome", Json.name(stage.outcome()));
        json.put("milliseconds", stage.took().toMillis());
        json.put("seen", stage.seen());
        if (!stage.details().isEmpty()) {
            stage.details().forEach(json.putArray("details")::add);
        }
    }

    private static void put(KeyComparison keys, ObjectNode json) {
        json.put("same", keys.same());
        json.put("keys", keys.keys());
        json.put("missing", keys.missing());
        json.put("different", keys.different());
        json.put("since", keys.since());
        json.put("expired", keys.expired());
    }
}
