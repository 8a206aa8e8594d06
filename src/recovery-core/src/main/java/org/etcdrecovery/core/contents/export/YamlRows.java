package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject.OwnerFate;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject.RemovedOwner;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Encoding;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity.Owner;
import org.etcdrecovery.core.text.Shown;

/** Objects of Kubernetes for {@code kubectl create -f}, one document each. */
final class YamlRows implements RowWriter {
    private final ExportContext context;

    YamlRows(ExportContext context) {
        this.context = context;
    }

    @Override
    public void begin(Output out) throws IOException {
        out.write("# Objects of " + Shown.text(context.source())
                + (context.revision() > 0 ? " as of revision " + context.revision() : "")
                + ", in the versions in which they are stored unless it says otherwise.\n"
                + "# For kubectl create -f. What the server sets is removed, and each reference to an owner that does not\n"
                + "# exist under its UID, with which the garbage collector would delete the object.\n"
                + "# References to owners that exist are only right in the cluster that the snapshot comes from.\n"
                + "# Namespaces and definitions of resources are first. A server needs a moment to serve a new resource:\n"
                + "# if kubectl says “no matches for kind”, create the file again; what exists by then is refused.\n");
    }

    @Override
    public Optional<String> row(StoredValue stored, Optional<KubernetesValue> value, boolean secret, Output out)
            throws IOException {
        Optional<String> why = whyNot(value, secret);
        if (why.isEmpty()) {
            write(stored, (KubernetesObject) value.orElseThrow(), out);
        }
        return why;
    }

    /** Why a value is not in the file; empty if it is. */
    static Optional<String> whyNot(Optional<KubernetesValue> value, boolean secret) {
        if (value.isEmpty()) {
            return Optional.of(secret ? "it is a secret" : "it is not an object of Kubernetes");
        }
        return switch (value.get()) {
            case Encrypted encrypted -> Optional.of("Kubernetes encrypted it with the key " + encrypted.keyName()
                    + " of the provider " + encrypted.provider());
            case Unreadable unreadable -> Optional.of("it cannot be decoded: " + unreadable.why());
            case KubernetesObject _ when secret -> Optional.of(
                    "it is a secret");
            case KubernetesObject object when object.identity().name().isEmpty() -> Optional.of(
                    "it has no name, so that no API serves it");
            case KubernetesObject object when object.encoding() == Encoding.UNKNOWN_PROTOBUF -> Optional.of(
                    "this version does not know the fields of " + Shown.name(object.apiVersion()) + " "
                            + Shown.name(object.kind()));
            case KubernetesObject _ -> Optional.empty();
        };
    }

    private void write(StoredValue stored, KubernetesObject object, Output out) throws IOException {
        CreatableObject creatable = CreatableObject.of(object, context.fates());
        StringBuilder text = new StringBuilder("---\n# ").append(stored.key().text())
                .append(", revision ")
                .append(stored.key().modRevision())
                .append(", stored as ")
                .append(Shown.name(object.apiVersion()))
                .append('\n');
        if (!creatable.apiVersion().equals(object.apiVersion())) {
            text.append("# Written as ")
                    .append(Shown.name(creatable.apiVersion()))
                    .append(": servers store the other version, but since Kubernetes 1.22 they do not take it.\n");
        }
        for (RemovedOwner removed : creatable.removed()) {
            Owner owner = removed.owner();
            text.append(removed.fate() == OwnerFate.CREATED_ANEW
                    ? "# Without the reference to its owner, which this file creates with a new UID: "
                    : "# Without the reference to its owner, which was not found in the snapshot as far as it can be read: ")
                    .append(Shown.name(owner.kind()))
                    .append(' ')
                    .append(Shown.name(owner.name()))
                    .append(", UID ")
                    .append(Shown.name(owner.uid()))
                    .append('\n');
        }
        if (object.skippedFields() > 0) {
            text.append("# Left out: fields that this version does not know, ")
                    .append(object.skippedFields())
                    .append('\n');
        }
        out.write(text + creatable.yaml());
    }

    @Override
    public void end(Output out) {
        // Nothing follows the last object.
    }
}
