package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * Holds the bytes of a snapshot that have arrived but are not yet written. One buffer is filled and drained throughout
 * the stream, so memory does not grow and no message allocates any. The bytes are hashed on the way in, while they are
 * still in the processor's cache.
 */
final class ReceiveBuffer {
    /** The largest message that is accepted; etcd sends 32 KiB at a time. */
    static final int MESSAGE_LIMIT = 1 << 20;

    /** The amount to write at a time: more is slower, less costs more calls. */
    private static final int ENOUGH = 512 << 10;
    private static final int PIECE = 32 << 10;

    private final ImageDigest digest = new ImageDigest();
    private final byte[] piece = new byte[PIECE];
    /** Aligned, so that it is copied into the page cache several times as fast. */
    private final ByteBuffer bytes = DirectBuffers.allocate(ENOUGH + MESSAGE_LIMIT);

    /**
     * Reads the next bytes of a message.
     *
     * @param count how many; at most {@link #MESSAGE_LIMIT}
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

    /** Whether there is enough to write. */
    boolean isEnough() {
        return bytes.position() >= ENOUGH;
    }

    /** Returns what has arrived since the last call. Use it before the next {@link #append}. */
    ByteBuffer drain() {
        ByteBuffer arrived = bytes.duplicate().flip();
        bytes.clear();
        return arrived;
    }

    /** The digest of everything that has arrived. */
    ImageDigest digest() {
        return digest;
    }
}
