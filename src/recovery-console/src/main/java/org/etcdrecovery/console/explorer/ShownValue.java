package org.etcdrecovery.console.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.PlainJson;
import org.etcdrecovery.core.contents.kubernetes.SecretKeys;
import org.etcdrecovery.core.text.HexDump;
import org.etcdrecovery.core.text.PrintedJson;
import org.etcdrecovery.core.text.Shown;

/**
 * A value in every form that it can be read in. All are computed on the thread that read it, so that none of them holds
 * up the window.
 *
 * @param forms      the forms that the value has
 * @param best       the most readable of them
 * @param cut        whether the value is longer than what is shown
 * @param covered    whether it is an object without its secrets
 * @param kubernetes what Kubernetes stored; empty if it did not, or if the value is too long to tell
 */
record ShownValue(Map<ValueForm, String> forms, ValueForm best, boolean cut, boolean covered,
        Optional<KubernetesValue> kubernetes) {
    /** More than anyone reads in a window; a longer value is marked as cut. */
    static final int SHOWN = 64 << 10;
    /** How much is read. An object can be decoded only as a whole, and etcd takes 1.5 MiB unless it is told otherwise. */
    static final int READ = 4 << 20;
    private static final char DOT = '·';

    /**
     * Makes all forms of a value.
     *
     * @param secrets whether to show what is secret
     * @return empty if all of the value may be a secret that is not to be shown
     */
    static Optional<ShownValue> of(StoredValue stored, boolean secrets) {
        Optional<KubernetesValue> kubernetes = stored.isCut()
                ? Optional.empty()
                : KubernetesValue.read(stored.head(), stored.key().modRevision());
        Optional<KubernetesObject> object = kubernetes.filter(KubernetesObject.class::isInstance)
                .map(KubernetesObject.class::cast);
        if (object.isPresent()) {
            return Optional.of(of(stored, object.get(), secrets));
        }
        boolean encrypted = kubernetes.filter(Encrypted.class::isInstance).isPresent();
        return secrets || encrypted || !SecretKeys.mayHoldSecret(stored.key().text())
                ? Optional.of(of(stored, kubernetes))
                : Optional.empty();
    }

    private static ShownValue of(StoredValue stored, KubernetesObject object, boolean secrets) {
        Detail detail = secrets ? Detail.WITH_SECRETS : Detail.USUAL;
        Map<ValueForm, String> forms = new EnumMap<>(ValueForm.class);
        String yaml = object.yaml(detail);
        String json = PrintedJson.of(object.json(detail));
        forms.put(ValueForm.YAML, text(head(yaml)));
        forms.put(ValueForm.JSON, head(json));
        boolean covered = !secrets && object.isSecret();
        if (!covered) {
            putBytes(forms, stored);
        }
        return new ShownValue(forms, ValueForm.YAML, yaml.length() > SHOWN || json.length() > SHOWN, covered,
                Optional.of(object));
    }

    private static ShownValue of(StoredValue stored, Optional<KubernetesValue> kubernetes) {
        Map<ValueForm, String> forms = new EnumMap<>(ValueForm.class);
        boolean cut = stored.key().valueSize() > SHOWN;
        if (!cut) {
            PlainJson.read(stored.head()).ifPresent(json -> forms.put(ValueForm.JSON, PrintedJson.of(json)));
        }
        putBytes(forms, stored);
        ValueForm best = forms.containsKey(ValueForm.JSON)
                ? ValueForm.JSON
                : isText(head(stored)) || (cut && kubernetes.isEmpty()) ? ValueForm.TEXT : ValueForm.HEX;
        return new ShownValue(forms, best, cut, false, kubernetes);
    }

    private static void putBytes(Map<ValueForm, String> forms, StoredValue stored) {
        forms.put(ValueForm.TEXT, text(new String(head(stored), UTF_8)));
        forms.put(ValueForm.HEX, HexDump.of(head(stored)));
    }

    private static byte[] head(StoredValue stored) {
        return Arrays.copyOf(stored.head(), Math.min(SHOWN, stored.head().length));
    }

    private static String head(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(SHOWN - 1, 1));
    }

    /** Returns the value in a form, or in the best if it does not have that form. */
    String in(ValueForm form) {
        return forms.getOrDefault(forms.containsKey(form) ? form : best, "");
    }

    private static boolean isText(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).codePoints().allMatch(ShownValue::isPrinted);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String text(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints().forEach(c -> text.appendCodePoint(isPrinted(c) && c != 0xFFFD ? c : DOT));
        return text.toString();
    }

    private static boolean isPrinted(int c) {
        return c == '\n' || c == '\t' || !Shown.isHidden(c);
    }
}
