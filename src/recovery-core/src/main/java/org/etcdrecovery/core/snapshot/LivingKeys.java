package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Finds out about each key that exists, from its newest record: whether it has a lease, whether Kubernetes wrote it, and
 * whether it is a key that clients can see. A revision bump leaves an empty record, which reads as one of the empty key;
 * no client can ask for that key.
 *
 * <p>Which record is the newest is known only at the end, so each fact is kept for all records, at one bit each.
 */
final class LivingKeys implements KeyHistory.RecordVisitor {
    private static final byte[] REGISTRY = "/registry/".getBytes(US_ASCII);
    /** The prefix that OpenShift gives its API servers. */
    private static final byte[] OPENSHIFT = "/kubernetes.io/".getBytes(US_ASCII);
    private static final byte[] BOOTSTRAP = "/bootstrap/".getBytes(US_ASCII);
    /** The API server's prefix of an encrypted value; provider, version and key name follow. */
    private static final String ENCRYPTED_PREFIX = "k8s:enc:";
    private static final byte[] ENCRYPTED = ENCRYPTED_PREFIX.getBytes(US_ASCII);
    private static final int ENCRYPTION_PARTS = 5;
    private static final int LONGEST_PROVIDER = 128;
    /** One or two are usual while keys are rotated. A hostile file may name more, which are left out. */
    private static final int MOST_PROVIDERS = 16;

    private final LivingRecords living;
    private final Set<Long> leases;
    private final BitSet leased = new BitSet();
    private final BitSet ofUnknownLease = new BitSet();
    private final BitSet ofKubernetes = new BitSet();
    private final BitSet ofOpenShift = new BitSet();
    private final BitSet ofK3s = new BitSet();
    private final BitSet ofEmptyKey = new BitSet();
    private final Map<String, BitSet> encrypted = new TreeMap<>();
    /** The prefix of the last encrypted value; the next one mostly has the same. */
    private byte[] lastEncryption = {};
    private BitSet encryptedLikeLast = new BitSet();

    /**
     * @param living filled by the same history
     * @param leases the leases that exist
     */
    LivingKeys(LivingRecords living, Set<Long> leases) {
        this.living = living;
        this.leases = leases;
    }

    @Override
    public void record(Leaf leaf, int element, int record, KeyValueReader keyValue) {
        if (leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH) {
            return;
        }
        ByteBuffer buffer = leaf.buffer();
        if (keyValue.keyLength() == 0) {
            ofEmptyKey.set(record);
        }
        if (keyValue.lease() != 0) {
            leased.set(record);
            if (!leases.contains(keyValue.lease())) {
                ofUnknownLease.set(record);
            }
        }
        if (startsWith(buffer, keyValue.keyStart(), keyValue.keyLength(), REGISTRY)) {
            ofKubernetes.set(record);
        } else if (startsWith(buffer, keyValue.keyStart(), keyValue.keyLength(), OPENSHIFT)) {
            ofOpenShift.set(record);
        } else if (startsWith(buffer, keyValue.keyStart(), keyValue.keyLength(), BOOTSTRAP)) {
            ofK3s.set(record);
        }
        if (startsWith(buffer, keyValue.valueStart(), keyValue.valueLength(), ENCRYPTED)) {
            encrypted(buffer, keyValue).set(record);
        }
    }

    private BitSet encrypted(ByteBuffer buffer, KeyValueReader keyValue) {
        if (lastEncryption.length == 0
                || !startsWith(buffer, keyValue.valueStart(), keyValue.valueLength(), lastEncryption)) {
            byte[] head = new byte[Math.min(LONGEST_PROVIDER, keyValue.valueLength())];
            buffer.get(keyValue.valueStart(), head);
            String provider = provider(new String(head, StandardCharsets.ISO_8859_1));
            lastEncryption = (ENCRYPTED_PREFIX + provider + ":").getBytes(StandardCharsets.ISO_8859_1);
            encryptedLikeLast = encrypted.size() < MOST_PROVIDERS || encrypted.containsKey(provider)
                    ? encrypted.computeIfAbsent(provider, _ -> new BitSet())
                    : new BitSet();
        }
        return encryptedLikeLast;
    }

    /** The part {@code aescbc:v1:key1} of {@code k8s:enc:aescbc:v1:key1:…}. */
    private static String provider(String head) {
        String[] parts = head.split(":", ENCRYPTION_PARTS + 1);
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
        return living.countNewest(leased);
    }

    long keysOfUnknownLeases() {
        return living.countNewest(ofUnknownLease);
    }

    /** Whether a revision bump left its record. */
    boolean hasBumpRecord() {
        return living.countNewest(ofEmptyKey) > 0;
    }

    boolean kubernetes() {
        return living.countNewest(ofKubernetes) > 0 || living.countNewest(ofOpenShift) > 0;
    }

    /** The platform, if the keyspace is one of Kubernetes. */
    Optional<Platform> platform() {
        if (living.countNewest(ofOpenShift) > 0) {
            return Optional.of(Platform.OPENSHIFT);
        }
        if (living.countNewest(ofKubernetes) == 0) {
            return Optional.empty();
        }
        return Optional.of(living.countNewest(ofK3s) > 0 ? Platform.K3S : Platform.KUBERNETES);
    }

    /** Provider, version and key name of each encryption at rest, such as {@code aescbc:v1:key1}. */
    Set<String> encryption() {
        Set<String> providers = new TreeSet<>();
        encrypted.forEach((provider, records) -> {
            if (living.countNewest(records) > 0) {
                providers.add(provider);
            }
        });
        return providers;
    }
}
