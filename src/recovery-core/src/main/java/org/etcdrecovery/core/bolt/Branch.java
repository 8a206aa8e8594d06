package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A copy of one branch page: its children and the first key of each. */
final class Branch {
    static final int ELEMENT_LENGTH = 16;

    private final ByteBuffer bytes;
    private final int count;

    private Branch(ByteBuffer bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /**
     * Copies a page.
     *
     * @return the branch with as many elements as are sound; fewer than the page claims when one of them lies outside
     *         of the page
     */
    static Branch copy(ByteBuffer page, int at, int length, int claimed) {
        byte[] copy = new byte[length];
        page.get(at, copy);
        ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        long data = PageHeader.LENGTH + (long) claimed * ELEMENT_LENGTH;
        while (count < claimed && data <= length) {
            int element = PageHeader.LENGTH + count * ELEMENT_LENGTH;
            long key = element + Integer.toUnsignedLong(bytes.getInt(element));
            long keyLength = Integer.toUnsignedLong(bytes.getInt(element + 4));
            if (key < data || keyLength == 0 || key + keyLength > length) {
                break;
            }
            count++;
        }
        return new Branch(bytes, count);
    }

    int count() {
        return count;
    }

    long child(int element) {
        return bytes.getLong(PageHeader.LENGTH + element * ELEMENT_LENGTH + 8);
    }

    BranchKey key(int element) {
        int at = PageHeader.LENGTH + element * ELEMENT_LENGTH;
        return new BranchKey(bytes, at + bytes.getInt(at), bytes.getInt(at + 4));
    }
}
