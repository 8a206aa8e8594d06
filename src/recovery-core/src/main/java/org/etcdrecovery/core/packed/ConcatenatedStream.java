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
    private final Padding padding;
    private final Opener opener;
    private @Nullable InputStream stream;

    /** Which zeros may follow a stream. */
    enum Padding {
        NONE(0, false),
        /** At the end, as on tapes and block devices; gzip itself takes them too. */
        AT_THE_END(1, false),
        /** Multiples of four, also between streams. Source: The .xz File Format, section 2.2. */
        BY_FOUR(4, true);

        private final int unit;
        private final boolean between;

        Padding(int unit, boolean between) {
            this.unit = unit;
            this.between = between;
        }

        private boolean allows(long zeros, boolean atTheEnd) {
            return zeros == 0 || (unit > 0 && zeros % unit == 0 && (between || atTheEnd));
        }
    }

    /** Opens one stream, and reads nothing behind its end. */
    @FunctionalInterface
    interface Opener {
        InputStream open(InputStream packed) throws IOException;
    }

    /** @param magic the bytes with which each stream begins */
    ConcatenatedStream(InputStream packed, byte[] magic, Padding padding, Opener opener) throws IOException {
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
        long zeros = skipZeros();
        packed.mark(magic.length);
        byte[] head = packed.readNBytes(magic.length);
        if (!padding.allows(zeros, head.length == 0) || (head.length > 0 && !Arrays.equals(head, magic))) {
            throw BytesBehindException.of(zeros + head.length, packed);
        }
        if (head.length == 0) {
            return null;
        }
        packed.reset();
        return opener.open(packed);
    }

    private long skipZeros() throws IOException {
        long zeros = 0;
        packed.mark(1);
        int next = packed.read();
        while (next == 0) {
            zeros++;
            packed.mark(1);
            next = packed.read();
        }
        if (next > 0) {
            packed.reset();
        }
        return zeros;
    }

    /** Frees also the memory of a stream that was not read to its end, which need not be on the heap. */
    @Override
    public void close() throws IOException {
        try (packed) {
            if (stream != null) {
                stream.close();
            }
        }
    }
}
