package org.etcdrecovery.core.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A living key as a server returns it. Key and value are text, so that a failed comparison is readable.
 *
 * @param key   the key in hexadecimal
 * @param value the length of the value and the start of its SHA-256
 */
public record LiveKey(String key, long createRevision, long modRevision, long version, long lease, String value) {
    static LiveKey of(byte[] key, long createRevision, long modRevision, long version, long lease, byte[] value) {
        return new LiveKey(HexFormat.of().formatHex(key), createRevision, modRevision, version, lease,
                value.length + " bytes, " + HexFormat.of().formatHex(sha256(value), 0, 8));
    }

    /** Whether the key begins with these bytes. */
    public boolean startsWith(byte[] prefix) {
        return key.startsWith(HexFormat.of().formatHex(prefix));
    }

    private static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
