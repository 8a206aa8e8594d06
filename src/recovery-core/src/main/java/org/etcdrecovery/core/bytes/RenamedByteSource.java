package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Another source under a different name. */
final class RenamedByteSource extends ByteSource {
    private final ByteSource source;

    RenamedByteSource(ByteSource source, String name) {
        super(name, source.size());
        this.source = source;
    }

    @Override
    void readFully(long offset, ByteBuffer target) throws IOException {
        source.readFully(offset, target);
    }

    @Override
    public void close() {
        // The owner of the other source closes it.
    }
}
