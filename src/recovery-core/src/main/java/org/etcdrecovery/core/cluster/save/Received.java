package org.etcdrecovery.core.cluster.save;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * Bytes of a snapshot that have arrived and are not yet written. One buffer is filled and emptied again for the whole
 * stream, so that memory does not grow with it and nothing is allocated per message. They are hashed on the way into it,
 * while they are still in the processor's cache.
 */
final class Received {
    /** Written in pieces of this size: larger ones are slower, smaller ones cost calls. */
    private static final int ENOUGH = 512 << 10;
    /** What etcd sends at once. */
    private static final int MESSAGE = 32 << 10;

    private final ImageDigest digest = new ImageDigest();
    private final byte[] piece = new byte[MESSAGE];
    /** Aligned, and therefore copied into the page cache several times as fast. */
    private ByteBuffer bytes = DirectBuffers.allocate(ENOUGH + MESSAGE);

    /** Takes over the next bytes of a message. */
    void append(InputStream message, int count) throws IOException {
        if (count > bytes.remaining()) {
            bytes = DirectBuffers.allocate(bytes.position() + count).put(bytes.flip());
        }
        for (int left = count; left > 0;) {
            int length = message.readNBytes(piece, 0, Math.min(left, piece.length));
            if (length == 0) {
                throw new EOFException("the message ends inside its blob");
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
