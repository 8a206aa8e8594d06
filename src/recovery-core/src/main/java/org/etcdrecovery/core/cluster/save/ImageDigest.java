package org.etcdrecovery.core.cluster.save;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Computes the SHA-256 of a snapshot as it streams in. Its last 32 bytes are the digest of all bytes before them. Which
 * bytes are the last shows only at the end, so the computation always stays 32 bytes behind.
 */
final class ImageDigest {
    /** The length of the digest in bytes. */
    static final int LENGTH = 32;

    private final MessageDigest digest = sha256();
    private final byte[] tail = new byte[LENGTH];
    private int held;
    private long total;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds the next bytes. */
    void update(byte[] bytes, int length) {
        total += length;
        int behind = Math.max(0, held + length - LENGTH);
        int fromTail = Math.min(held, behind);
        digest.update(tail, 0, fromTail);
        System.arraycopy(tail, fromTail, tail, 0, held - fromTail);
        held -= fromTail;
        int fromBytes = behind - fromTail;
        digest.update(bytes, 0, fromBytes);
        System.arraycopy(bytes, fromBytes, tail, held, length - fromBytes);
        held += length - fromBytes;
    }

    /** How many bytes have been added. */
    long total() {
        return total;
    }

    /**
     * The digests of a complete snapshot.
     *
     * @param image   the SHA-256 of all but the last 32 bytes, in lower-case hex
     * @param trailer those last 32 bytes, in lower-case hex
     * @param file    the SHA-256 of the whole file, in lower-case hex
     */
    record Digests(String image, String trailer, String file) {
        boolean match() {
            return image.equals(trailer);
        }
    }

    /** Ends the computation. */
    Digests finish() {
        HexFormat hex = HexFormat.of();
        try {
            MessageDigest whole = (MessageDigest) digest.clone();
            whole.update(tail, 0, held);
            return new Digests(hex.formatHex(digest.digest()), hex.formatHex(tail, 0, held),
                    hex.formatHex(whole.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }
}
