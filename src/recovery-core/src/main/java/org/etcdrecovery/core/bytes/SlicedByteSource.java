package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The beginning, or the whole, of another source. */
final class SlicedByteSource extends ByteSource {
    private final ByteSource whole;

    SlicedByteSource(ByteSource whole, String name, long length) {
        super(name, length);
        this.whole = whole;
    }

    @Override
    void readFully(long offset, ByteBuffer target) throws IOException {
        whole.readFully(offset, target);
    }

    @Override
    public void close() {
        // The whole is closed by who opened it.
    }
}
