package org.etcdrecovery.core.rehearse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Encrypted;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue.Unreadable;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rehearse.StageResult.Outcome;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.etcdrecovery.core.text.Counted;

/**
 * Whether the values that a rehearsed cluster holds under the keys of API servers can be decoded. One that cannot does not
 * disprove the plan, since the value is what the snapshot holds; but an API server may fail on it.
 */
final class KubernetesReading implements KeyScan.Consumer {
    private static final List<byte[]> PREFIXES = List.of("/registry/".getBytes(US_ASCII),
            "/kubernetes.io/".getBytes(US_ASCII), "/openshift.io/".getBytes(US_ASCII));
    private static final int NAMED = 5;

    private final List<String> named = new ArrayList<>();
    private long objects;
    private long encrypted;
    private long unreadable;

    private KubernetesReading() {}

    /**
     * Reads a database that no server has open.
     *
     * @return empty if it holds no keys of API servers
     * @throws IOException if it cannot be read, or is damaged
     */
    static Optional<KubernetesReading> of(Path database, Progress progress) throws IOException {
        KubernetesReading reading = new KubernetesReading();
        try (ByteSource source = ByteSource.open(database)) {
            KeyScan.scan(source, reading, KeyBucket.listing(progress));
        }
        return Optional.of(reading).filter(read -> read.objects + read.encrypted + read.unreadable > 0);
    }

    @Override
    public void key(ByteBuffer buffer, KeyValueReader keyValue) {
        byte[] key = bytes(buffer, keyValue.keyStart(), keyValue.keyLength());
        if (PREFIXES.stream().noneMatch(prefix -> startsWith(key, prefix))) {
            return;
        }
        byte[] value = bytes(buffer, keyValue.valueStart(), keyValue.valueLength());
        Optional<KubernetesValue> read = KubernetesValue.read(value, keyValue.modRevision());
        if (read.isEmpty()) {
            unreadable(key, "it is no object of Kubernetes");
            return;
        }
        switch (read.get()) {
            case KubernetesObject _ -> objects++;
            case Encrypted _ -> encrypted++;
            case Unreadable damaged -> unreadable(key, damaged.why());
        }
    }

    private void unreadable(byte[] key, String why) {
        unreadable++;
        if (named.size() < NAMED) {
            named.add(GoQuote.escape(key) + ": " + why);
        }
    }

    private static byte[] bytes(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return bytes;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return ByteBuffer.wrap(key, 0, Math.min(key.length, prefix.length)).equals(ByteBuffer.wrap(prefix));
    }

    /** Whether every value could be decoded. Of an encrypted one, only the API server can tell. */
    Outcome outcome() {
        return unreadable + encrypted == 0 ? Outcome.PASSED : Outcome.LIMITED;
    }

    /** The result in a few words. */
    String seen() {
        List<String> parts = new ArrayList<>();
        if (objects > 0) {
            parts.add(Counted.of(objects, "object decodes", "objects decode"));
        }
        if (encrypted > 0) {
            parts.add(Counted.of(encrypted, "value is", "values are") + " encrypted, and only an API server can read "
                    + (encrypted == 1 ? "it" : "them"));
        }
        if (unreadable > 0) {
            parts.add(Counted.of(unreadable, "value does", "values do") + " not decode");
        }
        return String.join("; ", parts);
    }

    /** The keys of some values that do not decode, and why. */
    List<String> details() {
        List<String> details = new ArrayList<>(named);
        if (unreadable > named.size()) {
            details.add("and " + Counted.of(unreadable - named.size(), "other"));
        }
        return details;
    }
}
