package org.etcdrecovery.core.cluster.prove;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 16 bytes of a SHA-256, kept instead of a key or a record because keeping those would take as much memory as
 * the whole database. In practice no two different ones share a fingerprint.
 */
record Fingerprint(long first, long second) {
    /** Makes fingerprints. Not thread-safe: use one per thread. */
    static final class Maker {
        private final MessageDigest digest;
        private final ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES);

        Maker() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        /** The fingerprint of the bytes between position and limit. */
        Fingerprint of(ByteBuffer bytes) {
            digest.update(bytes);
            return finish();
        }

        /** The fingerprint of everything that a client sees of a key except its name and lease. */
        Fingerprint of(ByteBuffer value, long createRevision, long modRevision, long version) {
            numbers.clear().putLong(createRevision).putLong(modRevision).putLong(version).flip();
            digest.update(numbers);
            digest.update(value);
            return finish();
        }

        private Fingerprint finish() {
            ByteBuffer hash = ByteBuffer.wrap(digest.digest());
            return new Fingerprint(hash.getLong(), hash.getLong());
        }
    }
}
