package org.etcdrecovery.core.bytes;

import java.nio.ByteBuffer;

/** Bytes in memory. */
final class MemoryByteSource extends ByteSource {
    private final byte[] bytes;

    MemoryByteSource(String name, byte[] bytes) {
        super(name, bytes.length);
        this.bytes = bytes;
    }

    @Override
    void readFully(long offset, ByteBuffer target) {
        target.put(bytes, Math.toIntExact(offset), target.remaining());
    }

    @Override
    public void close() {
        // Nothing to release.
    }
}
