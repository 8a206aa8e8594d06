package org.etcdrecovery.core.report.json;

import java.util.List;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity.Owner;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.contents.objects.ObjectCatalog;
import org.etcdrecovery.core.contents.objects.StoredObject;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints the objects of Kubernetes in a snapshot as JSON. */
public final class KubernetesJson {
    private KubernetesJson() {}

    /**
     * What takes most, what belongs to nothing, and what was deleted.
     *
     * @param limit the maximum number of objects in each list, but the list of groups
     */
    public static String print(ObjectCatalog catalog, List<Deletion> deletions, int limit) {
        ObjectNode json = Json.document();
        json.put("objectCount", catalog.objects().size());
        json.put("undecoded", catalog.undecoded());
        ArrayNode groups = json.putArray("groups");
        catalog.groups()
                .forEach(group -> groups.addObject()
                        .put("kind", group.kind())
                        .put("namespace", group.namespace())
                        .put("objects", group.objects())
                        .put("bytes", group.bytes()));
        ArrayNode largest = json.putArray("largest");
        catalog.largest(limit).forEach(object -> largest.add(of(object)));
        ArrayNode written = json.putArray("mostWritten");
        catalog.mostWritten(limit).forEach(object -> written.add(of(object)));
        List<ObjectCatalog.Orphan> orphans = catalog.orphans();
        json.put("orphanCount", orphans.size());
        ArrayNode orphaned = json.putArray("orphans");
        orphans.stream()
                .limit(limit)
                .forEach(orphan -> orphaned.add(of(orphan.object()).set("missingOwner", of(orphan.owner()))));
        ArrayNode deleted = json.putArray("deleted");
        for (Deletion deletion : deletions) {
            ObjectNode one = StreamedJson.put("key", deletion.key(), deleted.addObject());
            deletion.identity().ifPresent(identity -> put(identity, one));
            one.put("revision", deletion.deleted().revision());
            deletion.before()
                    .ifPresent(before -> one.put("lastRevision", before.modRevision())
                            .put("version", before.version())
                            .put("valueSize", before.valueSize()));
        }
        return ContentsJson.print(json, catalog.unreadable());
    }

    /** An object with what it belongs to and what belongs to it, directly and through others. */
    public static String family(ObjectCatalog catalog, StoredObject object, List<StoredObject> owners,
            List<StoredObject> owned) {
        ObjectNode json = Json.document();
        json.set("object", of(object));
        ArrayNode up = json.putArray("owners");
        owners.forEach(each -> up.add(of(each)));
        ArrayNode missing = json.putArray("missingOwners");
        object.identity()
                .owners()
                .stream()
                .filter(owner -> !catalog.has(owner.uid()))
                .forEach(owner -> missing.add(of(owner)));
        ArrayNode down = json.putArray("owned");
        owned.forEach(each -> down.add(of(each)));
        return ContentsJson.print(json, catalog.unreadable());
    }

    private static ObjectNode of(StoredObject object) {
        ObjectNode json = StreamedJson.put("key", object.row().key(), Json.object());
        put(object.identity(), json);
        return json.put("modRevision", object.row().modRevision())
                .put("version", object.row().version())
                .put("bytes", object.bytes());
    }

    private static void put(ObjectIdentity identity, ObjectNode json) {
        json.put("apiVersion", identity.apiVersion());
        json.put("kind", identity.kind());
        if (!identity.namespace().isEmpty()) {
            json.put("namespace", identity.namespace());
        }
        json.put("name", identity.name());
        if (!identity.uid().isEmpty()) {
            json.put("uid", identity.uid());
        }
    }

    private static ObjectNode of(Owner owner) {
        return Json.object()
                .put("apiVersion", owner.apiVersion())
                .put("kind", owner.kind())
                .put("name", owner.name())
                .put("uid", owner.uid());
    }
}
