package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;

/** A key in place in a page, as a bound for the keys below it. */
record BranchKey(ByteBuffer buffer, int start, int length) {
    int compareTo(ByteBuffer other, int otherStart, int otherLength) {
        return Bytes.compare(buffer, start, length, other, otherStart, otherLength);
    }

    int compareTo(BranchKey other) {
        return compareTo(other.buffer, other.start, other.length);
    }

    byte[] copy() {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return bytes;
    }

    String show() {
        return Bytes.show(buffer, start, length);
    }
}
