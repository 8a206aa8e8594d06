package org.etcdrecovery.core.cluster.save;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Bytes of a snapshot that have arrived and are not yet written. One buffer is filled and emptied again for the whole
 * stream, so that memory does not grow with it and nothing is allocated per message.
 */
final class Received {
    /** Written in pieces of this size: larger ones are slower, smaller ones cost calls. */
    private static final int ENOUGH = 512 << 10;
    /** What etcd sends at once, and room to spare. */
    private static final int MESSAGE = 64 << 10;

    private byte[] bytes = new byte[ENOUGH + MESSAGE];
    private int length;

    /** Takes over the next bytes of a message. */
    void append(InputStream message, int count) throws IOException {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, length + count);
        }
        if (message.readNBytes(bytes, length, count) != count) {
            throw new EOFException("the message ends inside its blob");
        }
        length += count;
    }

    /** Whether it is time to write. */
    boolean isEnough() {
        return length >= ENOUGH;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }
}
