package org.etcdrecovery.core.wal;

import java.nio.ByteBuffer;

/** Numbers in protobuf's variable length, as etcd's writers encode them. */
final class Varints {
    private static final int MAX_LENGTH = 10;

    private Varints() {}

    /** Reads a number; negative if the bytes are not one, or it does not fit into 63 bits. */
    static long read(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < MAX_LENGTH && bytes.hasRemaining(); i++) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return i == MAX_LENGTH - 1 ? -1 : value;
            }
        }
        return -1;
    }
}
