package org.etcdrecovery.bench.corpus;

import java.nio.ByteBuffer;

/** FNV-1a, the checksum of a meta page. */
final class Fnv {
    private Fnv() {}

    static long hash(ByteBuffer bytes) {
        long hash = 0xCBF29CE484222325L;
        while (bytes.hasRemaining()) {
            hash = (hash ^ Byte.toUnsignedLong(bytes.get())) * 0x100000001B3L;
        }
        return hash;
    }
}
