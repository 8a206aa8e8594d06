package org.etcdrecovery.console.explorer.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.console.explorer.difference.Difference;
import org.etcdrecovery.core.contents.Secrecy;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.PlainJson;
import org.etcdrecovery.core.text.HexDump;
import org.etcdrecovery.core.text.PrintedJson;
import org.etcdrecovery.core.text.Shown;
import tools.jackson.databind.JsonNode;

/**
 * A value in every form that it can be read in. What takes long is computed on the thread that read it, so that nothing
 * holds up the window; a long one is shown in pieces.
 */
final class ShownValue {
    /** How many characters a piece has. A text area with more is slow. */
    static final int PIECE = 64 << 10;
    /** How many bytes a piece has in hexadecimal. */
    static final int HEX_PIECE = 16 << 10;
    /** How much is read. An object can be decoded only as a whole, and etcd takes 1.5 MiB unless it is told otherwise. */
    static final int READ = 4 << 20;
    private static final int HEX_LINE = 8;
    private static final char DOT = '·';

    private final Map<ValueForm, String> texts;
    private final byte[] bytes;
    private final ValueForm best;
    private final boolean cut;
    private final boolean covered;
    private final Optional<KubernetesValue> kubernetes;
    private final String subject;

    /** @param bytes the bytes that may be shown; none if they hold what is covered */
    private ShownValue(Map<ValueForm, String> texts, byte[] bytes, ValueForm best, boolean cut, boolean covered,
            Optional<KubernetesValue> kubernetes, String subject) {
        this.texts = texts;
        this.bytes = bytes;
        this.best = best;
        this.cut = cut;
        this.covered = covered;
        this.kubernetes = kubernetes;
        this.subject = subject;
    }

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
        return secrets || !Secrecy.isSecret(stored.key().text(), kubernetes)
                ? Optional.of(of(stored, kubernetes))
                : Optional.empty();
    }

    private static ShownValue of(StoredValue stored, KubernetesObject object, boolean secrets) {
        Detail detail = secrets ? Detail.WITH_SECRETS : Detail.USUAL;
        JsonNode json = object.json(detail);
        Map<ValueForm, String> texts = new EnumMap<>(ValueForm.class);
        texts.put(ValueForm.YAML, text(object.yaml(detail)));
        texts.put(ValueForm.JSON, PrintedJson.of(json));
        boolean covered = !secrets && object.isSecret();
        if (!covered) {
            texts.put(ValueForm.TEXT, text(new String(stored.head(), UTF_8)));
        }
        return new ShownValue(texts, covered ? new byte[0] : stored.head(), ValueForm.YAML, false, covered,
                Optional.of(object), subject(object, json));
    }

    private static String subject(KubernetesObject object, JsonNode json) {
        JsonNode metadata = json.path("metadata");
        String namespace = metadata.path("namespace").asString("");
        String name = metadata.path("name").asString("");
        String who = namespace.isEmpty() || name.isEmpty() ? namespace + name : namespace + " / " + name;
        String what = object.apiVersion() + " " + object.kind();
        return Shown.name(who.isEmpty() ? what : what + " · " + who);
    }

    private static ShownValue of(StoredValue stored, Optional<KubernetesValue> kubernetes) {
        Map<ValueForm, String> texts = new EnumMap<>(ValueForm.class);
        if (!stored.isCut()) {
            PlainJson.read(stored.head()).ifPresent(json -> texts.put(ValueForm.JSON, PrintedJson.of(json)));
        }
        texts.put(ValueForm.TEXT, text(new String(stored.head(), UTF_8)));
        ValueForm best = texts.containsKey(ValueForm.JSON)
                ? ValueForm.JSON
                : isText(stored.head(), stored.isCut()) ? ValueForm.TEXT : ValueForm.HEX;
        return new ShownValue(texts, stored.head(), best, stored.isCut(), false, kubernetes, "");
    }

    /** The forms that the value has. */
    Set<ValueForm> forms() {
        Set<ValueForm> forms = EnumSet.copyOf(texts.keySet());
        if (!covered) {
            forms.add(ValueForm.HEX);
        }
        return Collections.unmodifiableSet(forms);
    }

    /** The most readable form. */
    ValueForm best() {
        return best;
    }

    /** Whether the value is longer than what was read. */
    boolean cut() {
        return cut;
    }

    /** Whether it is an object without its secrets. */
    boolean covered() {
        return covered;
    }

    /** What Kubernetes stored; empty if it did not, or if the value is too long to tell. */
    Optional<KubernetesValue> kubernetes() {
        return kubernetes;
    }

    /** Which object it is: its version and kind, namespace and name; empty for another value. */
    String subject() {
        return subject;
    }

    /** The number of pieces in a form, at least one. */
    int pieces(ValueForm form) {
        int length = form == ValueForm.HEX ? bytes.length : whole(form).length();
        return Math.max(1, Math.ceilDiv(length, form == ValueForm.HEX ? HEX_PIECE : PIECE));
    }

    /** A piece of the value in a form, or in the best if it does not have that form. */
    String piece(ValueForm form, int piece) {
        if (form == ValueForm.HEX && !covered) {
            int from = piece * HEX_PIECE;
            return HexDump.of(bytes, from, Math.min(bytes.length, from + HEX_PIECE), HEX_LINE);
        }
        String text = whole(form);
        return text.substring(edge(text, piece), edge(text, piece + 1));
    }

    /** Where a piece begins: not between the two halves of a letter. */
    private static int edge(String text, int piece) {
        int at = (int) Math.min(text.length(), (long) piece * PIECE);
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }

    /** The whole value as text, to compare it with another: in its best form, or in hexadecimal. */
    private String whole() {
        return best == ValueForm.HEX ? HexDump.of(bytes) : whole(best);
    }

    /** The whole value as text, beside another version of it: a secret that is covered in both says whether it differs. */
    private String wholeBeside(ShownValue other) {
        return covered && other.covered && object().isPresent() && other.object().isPresent()
                ? text(object().get().yamlBeside(other.object().get()))
                : whole();
    }

    /** The differences between two versions of a value; a version that does not exist is compared as an empty one. */
    static Difference difference(Optional<ShownValue> older, Optional<ShownValue> newer) {
        String left = older.map(ShownValue::whole).orElse("");
        return Difference.of(left,
                newer.map(after -> older.map(after::wholeBeside).orElseGet(after::whole)).orElse(""));
    }

    /** Whether it is an object that holds secrets, covered or not. */
    boolean isSecretObject() {
        return object().filter(KubernetesObject::isSecret).isPresent();
    }

    private Optional<KubernetesObject> object() {
        return kubernetes.filter(KubernetesObject.class::isInstance).map(KubernetesObject.class::cast);
    }

    private String whole(ValueForm form) {
        return texts.getOrDefault(texts.containsKey(form) ? form : best, "");
    }

    private static boolean isText(byte[] bytes, boolean cut) {
        try {
            // Where it is cut there may be half a letter.
            int length = cut ? Math.max(0, bytes.length - 3) : bytes.length;
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .codePoints()
                    .allMatch(ShownValue::isPrinted);
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
