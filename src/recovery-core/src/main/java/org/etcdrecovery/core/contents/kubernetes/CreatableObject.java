package org.etcdrecovery.core.contents.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity.Owner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object as {@code kubectl create -f} takes it: without what a server sets, and without references to owners that do
 * not exist under this UID, because the garbage collector would delete the object with them. It stays in the version in
 * which it is stored, but for the definition of a custom resource: servers store a version that they do not serve.
 *
 * @param yaml       the object
 * @param apiVersion group and version in which it is written
 * @param removed    the references to owners that are not in it
 */
public record CreatableObject(String yaml, String apiVersion, List<RemovedOwner> removed) {
    /** What is known of an owner. */
    public enum OwnerFate {
        /** It exists under its UID. */
        EXISTS,
        /** It is created again with the object, and gets a new UID. */
        CREATED_ANEW,
        /** It is not among the objects that can be read. It may be encrypted, damaged, or in another etcd. */
        NOT_FOUND
    }

    /** An owner whose reference was removed, and why: not {@link OwnerFate#EXISTS}. */
    public record RemovedOwner(Owner owner, OwnerFate fate) {}

    private static final List<String> OF_THE_SERVER = List.of("uid", "resourceVersion", "creationTimestamp",
            "generation", "managedFields", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds");
    /** Labels that the controller of jobs sets, and refuses from others. */
    private static final List<String> JOB_LABELS = List.of("controller-uid", "batch.kubernetes.io/controller-uid",
            "job-name", "batch.kubernetes.io/job-name");
    /** What a server chooses for a service unless the service names it, and what another service may have by now. */
    private static final List<String> SERVICE_ADDRESSES = List.of("clusterIP", "clusterIPs", "healthCheckNodePort");
    private static final String NO_ADDRESS = "None";
    /** What ties a volume to the claim that was, and not to one of the same name. */
    private static final List<String> IDENTITY_OF_CLAIM = List.of("uid", "resourceVersion");

    /** Copies the list. */
    public CreatableObject {
        removed = List.copyOf(removed);
    }

    /**
     * Prepares an object. Its secrets are in it.
     *
     * @param fates what becomes of the owner with a UID
     */
    public static CreatableObject of(KubernetesObject object, Function<String, OwnerFate> fates) {
        ObjectNode json = object.stored().deepCopy();
        json.remove("status");
        List<RemovedOwner> removed = new ArrayList<>();
        if (json.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(OF_THE_SERVER);
            removeOwners(metadata, fates, removed);
        }
        if (json.get("spec") instanceof ObjectNode spec) {
            withoutChoicesOfServer(object.kind(), spec);
        }
        if (object.kind().equals("Job") && json.get("metadata") instanceof ObjectNode metadata
                && !json.path("spec").path("manualSelector").asBoolean(false)) {
            withoutJobLabels(metadata);
        }
        if (ServedDefinition.isOutdated(object)) {
            ServedDefinition.convert(json);
        }
        return new CreatableObject(YamlWriter.write(json), json.path("apiVersion").asString(""), removed);
    }

    private static void removeOwners(ObjectNode metadata, Function<String, OwnerFate> fates,
            List<RemovedOwner> removed) {
        if (!(metadata.get("ownerReferences") instanceof ArrayNode references)) {
            return;
        }
        for (int i = references.size() - 1; i >= 0; i--) {
            Owner owner = Owner.of(references.get(i));
            OwnerFate fate = fates.apply(owner.uid());
            if (fate != OwnerFate.EXISTS) {
                removed.addFirst(new RemovedOwner(owner, fate));
                references.remove(i);
            }
        }
        if (references.isEmpty()) {
            metadata.remove("ownerReferences");
        }
    }

    private static void withoutChoicesOfServer(String kind, ObjectNode spec) {
        switch (kind) {
            case "Pod" -> spec.remove("nodeName");
            case "Service" -> {
                if (!spec.path("clusterIP").asString("").equals(NO_ADDRESS)) {
                    spec.remove(SERVICE_ADDRESSES);
                }
                spec.path("ports").forEach(port -> {
                    if (port instanceof ObjectNode each) {
                        each.remove("nodePort");
                    }
                });
            }
            case "Job" -> {
                if (!spec.path("manualSelector").asBoolean(false)) {
                    spec.remove("selector");
                    if (spec.path("template").path("metadata") instanceof ObjectNode metadata) {
                        withoutJobLabels(metadata);
                    }
                }
            }
            case "PersistentVolume" -> {
                if (spec.get("claimRef") instanceof ObjectNode claim) {
                    claim.remove(IDENTITY_OF_CLAIM);
                }
            }
            default -> {
                // A server takes the whole specification of the other kinds.
            }
        }
    }

    private static void withoutJobLabels(ObjectNode metadata) {
        JsonNode labels = metadata.path("labels");
        if (labels instanceof ObjectNode each) {
            each.remove(JOB_LABELS);
            if (each.isEmpty()) {
                metadata.remove("labels");
            }
        }
    }
}
