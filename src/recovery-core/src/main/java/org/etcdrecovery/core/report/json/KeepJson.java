package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.store.SavedInStore;
import org.etcdrecovery.core.store.keep.KeepResult;
import org.etcdrecovery.core.store.keep.StoreCheck;
import org.etcdrecovery.core.store.keep.Thinning.Fate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a run that keeps snapshots did, and what a check of a store found. */
public final class KeepJson {
    private KeepJson() {}

    /** A run as indented JSON with a final line feed. */
    public static String print(KeepResult result) {
        ObjectNode json = Json.document();
        json.put("store", result.store());
        json.put("endpoint", result.source().row().endpoint().url());
        result.saved().ifPresent(saved -> put(saved, json.putObject("saved")));
        json.put("pruning", Json.name(result.pruning()));
        FindingJson.put(result.findings(), json);
        ArrayNode deleted = json.putArray("deleted");
        result.deleted().forEach(fate -> deleted.add(fate.snapshot().object().name()));
        ArrayNode files = json.putArray("files");
        result.thinning().fates().forEach(fate -> put(fate, files.addObject()));
        return Json.print(json);
    }

    private static void put(SavedInStore saved, ObjectNode json) {
        json.put("name", saved.name());
        json.put("time", saved.time().toString());
        json.put("size", saved.saved().size());
        json.put("sha256", saved.saved().sha256());
        json.put("clusterId", saved.saved().member().clusterId().toString());
        saved.inspection().facts().ifPresent(facts -> json.put("revision", facts.revisions().last().main()));
        json.put("verdict", Json.name(saved.inspection().verdict()));
        FindingJson.put(saved.inspection().findings(), json);
    }

    private static void put(Fate fate, ObjectNode json) {
        StoreJson.put(fate.snapshot(), json);
        json.put("kept", fate.kept());
        json.put("reason", fate.reason());
    }

    /** A check as indented JSON with a final line feed. */
    public static String print(StoreCheck check) {
        ObjectNode json = Json.document();
        json.put("store", check.listing().store());
        check.cluster().map(ClusterId::toString).ifPresent(id -> json.put("clusterId", id));
        json.put("level", Json.name(check.level()));
        check.problems().forEach(json.putArray("problems")::add);
        json.put("time", check.time().toString());
        json.put("maxAgeSeconds", check.maxAge().toSeconds());
        check.newest().ifPresent(newest -> StoreJson.put(newest, json.putObject("newest")));
        FindingJson.put(check.listing().findings(), json);
        return Json.print(json);
    }
}
