package org.etcdrecovery.core.packed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks compressed streams one after the other. The libraries do so too, but do not tell bytes that follow the last
 * stream from damage of it.
 */
final class ConcatenatedStream extends InputStream {
    private static final int BUFFER = 64 << 10;

    private final BufferedInputStream packed;
    private final byte[] magic;
    private final int padding;
    private final Opener opener;
    private @Nullable InputStream stream;

    /** Opens one stream, and reads nothing behind its end. */
    @FunctionalInterface
    interface Opener {
        InputStream open(InputStream packed) throws IOException;
    }

    /**
     * @param magic   the bytes with which each stream begins
     * @param padding the unit of zeros that may follow a stream; 0 if none may
     */
    ConcatenatedStream(InputStream packed, byte[] magic, int padding, Opener opener) throws IOException {
        this.packed = new BufferedInputStream(packed, BUFFER);
        this.magic = magic.clone();
        this.padding = padding;
        this.opener = opener;
        stream = opener.open(this.packed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        while (stream != null) {
            int count = stream.read(target, from, length);
            if (count >= 0) {
                return count;
            }
            stream = next();
        }
        return -1;
    }

    private @Nullable InputStream next() throws IOException {
        long zeros = 0;
        packed.mark(magic.length);
        byte[] head = packed.readNBytes(magic.length);
        while (padding > 0 && head.length >= padding && isZero(head, padding)) {
            packed.reset();
            packed.skipNBytes(padding);
            zeros += padding;
            packed.mark(magic.length);
            head = packed.readNBytes(magic.length);
        }
        if (head.length == 0) {
            return null;
        }
        if (!Arrays.equals(head, magic)) {
            throw BytesBehindException.of(zeros + head.length, packed);
        }
        packed.reset();
        return opener.open(packed);
    }

    private static boolean isZero(byte[] bytes, int count) {
        return Arrays.equals(bytes, 0, count, new byte[count], 0, count);
    }
}
