package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.etcdrecovery.core.progress.Work;

/** SHA-256 as lower-case hex, as {@code sha256sum} prints it. */
public final class Sha256 {
    private static final int BLOCK = 1 << 20;

    private Sha256() {}

    /** Of the first bytes of a source; asks the work now and then whether to stop, and reports nothing to it. */
    public static String hex(ByteSource source, long length, Work work) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer block = DirectBuffers.allocate(BLOCK);
        for (long at = 0; at < length; at += BLOCK) {
            source.read(at, block.clear().limit((int) Math.min(BLOCK, length - at)));
            digest.update(block.flip());
            work.advance(0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of bytes, and of zeros that follow them up to a length. */
    public static String hex(byte[] bytes, long length) {
        MessageDigest digest = digest();
        digest.update(bytes);
        byte[] zeros = new byte[1 << 16];
        for (long left = length - bytes.length; left > 0; left -= zeros.length) {
            digest.update(zeros, 0, (int) Math.min(left, zeros.length));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
