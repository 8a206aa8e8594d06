package org.etcdrecovery.core.packed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Inflates a zlib stream, and refuses bytes behind its end, which are not part of it. */
final class ZlibStream extends InflaterInputStream {
    private boolean ended;

    ZlibStream(InputStream packed) {
        super(packed, new Inflater(), 64 << 10);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count;
        try {
            count = super.read(target, from, length);
        } catch (EOFException e) {
            throw new DamagedPackingException("the compressed data ends too early");
        }
        if (count < 0 && !ended) {
            ended = true;
            boolean more = inf.getRemaining() > 0 || in.read() >= 0;
            inf.end();
            if (more) {
                throw new DamagedPackingException("more bytes follow the end of the compressed data");
            }
        }
        return count;
    }
}
