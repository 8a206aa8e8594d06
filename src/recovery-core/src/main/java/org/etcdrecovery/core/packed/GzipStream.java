package org.etcdrecovery.core.packed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the members of a gzip file. Zeros after the last one are padding, from tapes and block devices, which gzip itself
 * takes too; anything else there is damage.
 */
final class GzipStream extends InputStream {
    private static final int BUFFER = 64 << 10;
    /** The first byte of a member (RFC 1952, 2.3.1). */
    private static final int MAGIC = 0x1f;

    private final BufferedInputStream packed;
    private @Nullable GzipCompressorInputStream member;

    GzipStream(InputStream packed) throws IOException {
        this.packed = new BufferedInputStream(packed, BUFFER);
        member = open();
    }

    /** Not the JDK's, which takes damage after the first member for the end. */
    private GzipCompressorInputStream open() throws IOException {
        return GzipCompressorInputStream.builder().setInputStream(packed).setDecompressConcatenated(false).get();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        while (member != null) {
            int count = member.read(target, from, length);
            if (count >= 0) {
                return count;
            }
            member = next();
        }
        return -1;
    }

    private @Nullable GzipCompressorInputStream next() throws IOException {
        packed.mark(1);
        int first = packed.read();
        if (first == MAGIC) {
            packed.reset();
            return open();
        }
        long count = 1;
        for (int padding = first; padding >= 0; padding = packed.read()) {
            if (padding != 0) {
                throw BytesBehindException.of(count, packed);
            }
            count++;
        }
        return null;
    }

    /** Frees also the memory of a member that was not read to its end, which is not on the heap. */
    @Override
    public void close() throws IOException {
        try (packed) {
            if (member != null) {
                member.close();
            }
        }
    }
}
