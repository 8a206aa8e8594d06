package org.etcdrecovery.core.contents.export;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject;
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
                + ", in the versions in which they are stored.\n"
                + "# For kubectl create -f. What the server sets is removed, and references to owners that are gone.\n"
                + "# References to owners that exist are only right in the cluster that the snapshot comes from.\n");
    }

    @Override
    public Optional<String> row(StoredValue stored, Optional<KubernetesValue> value, boolean secret, Output out)
            throws IOException {
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
            case KubernetesObject object -> {
                write(stored, object, out);
                yield Optional.empty();
            }
        };
    }

    private void write(StoredValue stored, KubernetesObject object, Output out) throws IOException {
        CreatableObject creatable = CreatableObject.of(object, context.exists());
        StringBuilder text = new StringBuilder("---\n# ").append(stored.key().text())
                .append(", revision ")
                .append(stored.key().modRevision())
                .append(", stored as ")
                .append(Shown.name(object.apiVersion()))
                .append('\n');
        for (Owner owner : creatable.missingOwners()) {
            text.append("# Its owner is gone: ")
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
