package org.etcdrecovery.core.report.json;

import java.util.List;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.store.SequenceGap;
import org.etcdrecovery.core.store.StoreCopy;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.objects.StoreTraits;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a store of snapshots holds. */
public final class StoreJson {
    private StoreJson() {}

    /** A listing as indented JSON with a final line feed. */
    public static String print(StoreListing listing) {
        ObjectNode json = Json.document();
        json.put("store", listing.store());
        put(listing.traits(), json.putObject("traits"));
        FindingJson.put(listing.findings(), json);
        ArrayNode gaps = json.putArray("gaps");
        listing.gaps().forEach(gap -> put(gap, gaps.addObject()));
        ArrayNode snapshots = json.putArray("snapshots");
        listing.snapshots().forEach(snapshot -> put(snapshot, snapshots.addObject()));
        return Json.print(json);
    }

    /** A copy that was made. */
    public static String print(StoreCopy copy) {
        return Json.print(Json.document()
                .put("from", copy.from())
                .put("to", copy.to())
                .put("size", copy.size())
                .put("sha256", copy.sha256())
                .put("manifest", copy.hasManifest())
                .put("exclusive", copy.exclusive()));
    }

    private static void put(StoreTraits traits, ObjectNode json) {
        json.put("tls", !traits.tlsOff());
        json.put("public", Json.name(traits.open()));
        json.put("encrypted", Json.name(traits.encrypted()));
        json.put("versioned", Json.name(traits.versioned()));
    }

    private static void put(SequenceGap gap, ObjectNode json) {
        json.put("after", gap.after().toString());
        json.put("before", gap.before().toString());
        json.put("usualSeconds", gap.usual().toSeconds());
    }

    static void put(StoredSnapshot snapshot, ObjectNode json) {
        json.put("name", snapshot.object().name());
        json.put("madeBy", madeBy(snapshot));
        json.put("time", snapshot.time().toString());
        json.put("size", snapshot.object().size());
        snapshot.revision().ifPresent(revision -> json.put("revision", revision));
        snapshot.origin().flatMap(FileOrigin::node).ifPresent(node -> json.put("node", node));
        snapshot.manifest().ifPresent(manifest -> {
            manifest.clusterId().map(ClusterId::toString).ifPresent(id -> json.put("clusterId", id));
            manifest.keys().ifPresent(keys -> json.put("keys", keys));
            json.put("sha256", manifest.sha256());
            if (!manifest.holds().isEmpty()) {
                List.copyOf(manifest.holds()).stream().sorted().forEach(json.putArray("holds")::add);
            }
        });
        json.put("standing", Json.name(snapshot.standing()));
    }

    private static String madeBy(StoredSnapshot snapshot) {
        return snapshot.manifest()
                .map(manifest -> Json.name(manifest.way()))
                .or(() -> snapshot.origin().map(FileOrigin::maker))
                .orElse("unknown");
    }
}
