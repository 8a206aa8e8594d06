package org.etcdrecovery.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.etcdrecovery.core.contents.Secrecy;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Encoding;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.contents.kubernetes.PlainJson;
import org.etcdrecovery.core.text.HexDump;
import org.etcdrecovery.core.text.PrintedJson;
import org.etcdrecovery.core.text.Shown;

/** A value as a script or a person wants it. */
public final class ValueText {
    /** The forms of a value. */
    public enum Form {
        /** YAML for an object of Kubernetes, otherwise the bytes. */
        USUAL,
        /** The bytes as they are. */
        RAW,
        /** JSON. */
        JSON,
        /** YAML. */
        YAML,
        /** Hexadecimal, with text beside it. */
        HEX;

        /** The form with this name; empty if no form has it. */
        public static Optional<Form> of(String name) {
            return name.isEmpty()
                    ? Optional.of(USUAL)
                    : Arrays.stream(values())
                            .filter(form -> form != USUAL && form.name().toLowerCase(Locale.ROOT).equals(name))
                            .findFirst();
        }
    }

    private final StoredValue stored;
    private final Optional<KubernetesValue> value;
    private final Detail detail;

    /**
     * @param stored a whole value
     * @param detail what to show of an object of Kubernetes
     */
    public ValueText(StoredValue stored, Detail detail) {
        this.stored = stored;
        this.detail = detail;
        value = KubernetesValue.read(stored.head(), stored.key().modRevision());
    }

    /** Whether a form shows a secret: the bytes of an object that holds one, or of a value in its place. */
    public boolean isSecretAs(Form form) {
        boolean bytes = form == Form.RAW || form == Form.HEX || object().isEmpty();
        return bytes && Secrecy.isSecret(stored.key().text(), value);
    }

    /** The value in a form; empty if it does not have that form. */
    public Optional<byte[]> in(Form form) {
        return switch (form) {
            case RAW -> Optional.of(stored.head());
            case HEX -> Optional.of(HexDump.of(stored.head()).getBytes(UTF_8));
            case USUAL -> Optional.of(object().map(this::yaml).orElse(stored.head()));
            case YAML -> object().map(this::yaml)
                    .or(() -> PlainJson.read(stored.head()).map(json -> PlainJson.yaml(json).getBytes(UTF_8)));
            case JSON -> object().map(object -> object.json(detail))
                    .or(() -> PlainJson.read(stored.head()))
                    .map(json -> (PrintedJson.of(json) + "\n").getBytes(UTF_8));
        };
    }

    private Optional<KubernetesObject> object() {
        return value.filter(KubernetesObject.class::isInstance).map(KubernetesObject.class::cast);
    }

    private byte[] yaml(KubernetesObject object) {
        return object.yaml(detail).getBytes(UTF_8);
    }

    /** Why the value is neither JSON nor YAML. */
    public String whyNot() {
        return value.map(known -> switch (known) {
            case KubernetesObject _ -> "";
            case Encrypted encrypted ->
                "Kubernetes encrypted it with the key " + encrypted.keyName() + " of the provider "
                        + encrypted.provider() + ", format " + encrypted.version();
            case Unreadable unreadable -> "it begins like an object of Kubernetes, but " + unreadable.why();
        }).orElse("it is neither JSON nor an object of Kubernetes");
    }

    /** What a reader of the object should know. */
    public Optional<String> note() {
        return object().flatMap(object -> {
            if (object.encoding() == Encoding.UNKNOWN_PROTOBUF) {
                return Optional.of("this version does not know " + Shown.name(object.apiVersion()) + " "
                        + Shown.name(object.kind()) + ": its fields have numbers instead of names");
            }
            return object.skippedFields() == 0
                    ? Optional.empty()
                    : Optional.of("left out: fields that this version does not know, " + object.skippedFields());
        });
    }
}
