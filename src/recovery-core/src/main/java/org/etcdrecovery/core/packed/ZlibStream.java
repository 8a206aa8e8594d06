package org.etcdrecovery.core.packed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
            int remaining = inf.getRemaining();
            inf.end();
            long behind = remaining + in.transferTo(OutputStream.nullOutputStream());
            if (behind > 0) {
                throw new BytesBehindException(behind);
            }
        }
        return count;
    }
}
