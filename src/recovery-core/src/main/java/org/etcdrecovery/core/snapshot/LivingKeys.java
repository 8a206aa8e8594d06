package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Looks at each key that exists, as its newest record has it: its lease, whether Kubernetes wrote it, and whether it is
 * one at all. A revision bump leaves a record without a value, which reads as one of the empty key; no client can ask
 * for that key.
 */
final class LivingKeys implements LeafVisitor {
    private static final byte[] REGISTRY = "/registry/".getBytes(US_ASCII);
    /** The prefix that OpenShift gives its API servers. */
    private static final byte[] OPENSHIFT = "/kubernetes.io/".getBytes(US_ASCII);
    /** What the API server puts before a value that it encrypts, followed by provider, version and key name. */
    private static final byte[] ENCRYPTED = "k8s:enc:".getBytes(US_ASCII);
    private static final int ENCRYPTION_PARTS = 5;
    private static final int LONGEST_PROVIDER = 128;
    private static final int MOST_PROVIDERS = 100;

    private final KeyHistory history;
    private final Set<Long> leases;
    private final KeyValueReader keyValue = new KeyValueReader();
    private final Set<String> encryption = new TreeSet<>();
    private long record;
    private long leasedKeys;
    private long keysOfUnknownLeases;
    private boolean kubernetes;
    private boolean bumpRecord;

    /**
     * @param leases the leases that exist
     */
    LivingKeys(KeyHistory history, Set<Long> leases) {
        this.history = history;
        this.leases = leases;
    }

    @Override
    public void leaf(Leaf leaf) {
        for (int i = 0; i < leaf.count(); i++, record++) {
            if (history.isNewest(record) && leaf.keyLength(i) == Revision.KEY_LENGTH
                    && keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null) {
                look(leaf.buffer());
            }
        }
    }

    private void look(ByteBuffer buffer) {
        bumpRecord |= keyValue.keyLength() == 0;
        if (keyValue.lease() != 0) {
            leasedKeys++;
            if (!leases.contains(keyValue.lease())) {
                keysOfUnknownLeases++;
            }
        }
        if (startsWith(buffer, keyValue.keyStart(), keyValue.keyLength(), REGISTRY)
                || startsWith(buffer, keyValue.keyStart(), keyValue.keyLength(), OPENSHIFT)) {
            kubernetes = true;
        }
        if (startsWith(buffer, keyValue.valueStart(), keyValue.valueLength(), ENCRYPTED)
                && encryption.size() < MOST_PROVIDERS) {
            encryption.add(provider(buffer));
        }
    }

    /** Of {@code k8s:enc:aescbc:v1:key1:…} the part {@code aescbc:v1:key1}. */
    private String provider(ByteBuffer buffer) {
        byte[] head = new byte[Math.min(LONGEST_PROVIDER, keyValue.valueLength())];
        buffer.get(keyValue.valueStart(), head);
        String[] parts = new String(head, StandardCharsets.ISO_8859_1).split(":", ENCRYPTION_PARTS + 1);
        return parts.length > ENCRYPTION_PARTS ? parts[2] + ":" + parts[3] + ":" + parts[4] : "unknown";
    }

    private static boolean startsWith(ByteBuffer buffer, int start, int length, byte[] prefix) {
        if (length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (buffer.get(start + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    long leasedKeys() {
        return leasedKeys;
    }

    long keysOfUnknownLeases() {
        return keysOfUnknownLeases;
    }

    /** Whether one of them is the record of a revision bump. */
    boolean hasBumpRecord() {
        return bumpRecord;
    }

    boolean kubernetes() {
        return kubernetes;
    }

    /** Provider, version and key name of each encryption at rest, as in {@code aescbc:v1:key1}. */
    Set<String> encryption() {
        return encryption;
    }
}
