package org.etcdrecovery.core.cluster.prove;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 16 bytes of a SHA-256: stands for a key or a record where keeping them all would take the memory of the
 * whole database. Two that differ never share one, in practice.
 */
record Fingerprint(long first, long second) {
    /** Makes fingerprints; one for each thread. */
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

        /** Of bytes between position and limit. */
        Fingerprint of(ByteBuffer bytes) {
            digest.update(bytes);
            return finish();
        }

        /** Of all that a client sees of a key besides its name and lease. */
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
