package org.etcdrecovery.core.contents.kubernetes;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an API server adds to a stored object before it shows it: the type, which protobuf has in the envelope only, the
 * resource version, which is the revision in etcd, and the phases that older servers left empty. Defaults that a newer
 * server adds to objects of an older one are not added.
 */
final class ServedForm {
    private static final Map<String, String> PHASES = Map.of("PersistentVolumeClaim", "Pending", "PersistentVolume",
            "Pending", "Namespace", "Active");

    private ServedForm() {}

    static void complete(ObjectNode object, String apiVersion, String kind, long modRevision) {
        object.put("apiVersion", apiVersion).put("kind", kind);
        if (object.get("metadata") instanceof ObjectNode metadata) {
            metadata.put("resourceVersion", Long.toString(modRevision));
        }
        if (apiVersion.equals("v1") && PHASES.containsKey(kind) && object.get("status") instanceof ObjectNode status
                && !status.has("phase")) {
            status.put("phase", PHASES.get(kind));
        }
        if (apiVersion.startsWith("apps/") && kind.equals("StatefulSet")) {
            for (JsonNode template : object.path("spec").path("volumeClaimTemplates")) {
                if (template instanceof ObjectNode claim) {
                    claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
                }
            }
        }
    }
}
