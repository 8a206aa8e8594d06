package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * Bytes of a snapshot that have arrived and are not yet written. One buffer is filled and emptied again for the whole
 * stream, so that memory does not grow with it and nothing is allocated per message. They are hashed on the way into it,
 * while they are still in the processor's cache.
 */
final class ReceiveBuffer {
    /** The largest message that is taken; etcd sends 32 KiB at once. */
    static final int MESSAGE_LIMIT = 1 << 20;

    /** Written in pieces of this size: larger ones are slower, smaller ones cost calls. */
    private static final int ENOUGH = 512 << 10;
    private static final int PIECE = 32 << 10;

    private final ImageDigest digest = new ImageDigest();
    private final byte[] piece = new byte[PIECE];
    /** Aligned, and therefore copied into the page cache several times as fast. */
    private final ByteBuffer bytes = DirectBuffers.allocate(ENOUGH + MESSAGE_LIMIT);

    /**
     * Takes over the next bytes of a message.
     *
     * @param count how many; no more than a message may have
     */
    void append(InputStream message, int count) throws IOException {
        for (int left = count; left > 0;) {
            int length = message.readNBytes(piece, 0, Math.min(left, piece.length));
            if (length == 0) {
                throw new IOException("the message ends inside its blob");
            }
            digest.update(piece, length);
            bytes.put(piece, 0, length);
            left -= length;
        }
    }

    /** Whether it is time to write. */
    boolean isEnough() {
        return bytes.position() >= ENOUGH;
    }

    /** Hands out what has arrived since the last time; it is to be used up before more is taken over. */
    ByteBuffer drain() {
        ByteBuffer arrived = bytes.duplicate().flip();
        bytes.clear();
        return arrived;
    }

    /** The digest of all that has arrived. */
    ImageDigest digest() {
        return digest;
    }
}
