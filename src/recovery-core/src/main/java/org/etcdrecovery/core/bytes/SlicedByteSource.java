package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The beginning of another source, or all of it. */
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
        // The owner of the underlying source closes it.
    }
}
