package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Keys as bbolt compares and shows them. */
final class Bytes {
    private static final int SHOWN = 24;

    private Bytes() {}

    /** Compares two ranges as unsigned bytes; both buffers are little-endian. */
    static int compare(ByteBuffer a, int aStart, int aLength, ByteBuffer b, int bStart, int bLength) {
        int common = Math.min(aLength, bLength);
        int i = 0;
        for (; i <= common - Long.BYTES; i += Long.BYTES) {
            long left = a.getLong(aStart + i);
            long right = b.getLong(bStart + i);
            if (left != right) {
                return Long.compareUnsigned(Long.reverseBytes(left), Long.reverseBytes(right));
            }
        }
        for (; i < common; i++) {
            int difference = Byte.compareUnsigned(a.get(aStart + i), b.get(bStart + i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(aLength, bLength);
    }

    /** The beginning of a key in hex, short enough for one line. */
    static String show(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[Math.min(length, SHOWN)];
        buffer.get(start, bytes);
        return HexFormat.of().formatHex(bytes) + (length > SHOWN ? "…" : "");
    }
}
