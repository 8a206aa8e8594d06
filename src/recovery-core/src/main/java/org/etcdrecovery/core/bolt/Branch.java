package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * A copy of one branch page: its children and the first key of each. Loading the next page overwrites it and its keys.
 */
final class Branch {
    static final int ELEMENT_LENGTH = 16;

    private ByteBuffer bytes = DirectBuffers.allocate(0);
    private int count;

    /** Copies a page and keeps the elements before the first one that lies outside the page. */
    void load(ByteBuffer page, int at, int length, int claimed) {
        if (bytes.capacity() < length) {
            bytes = DirectBuffers.allocate(length);
        }
        bytes.put(0, page, at, length);
        count = 0;
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
    }

    /** How many bytes of the page hold its header, its sound elements and their keys. */
    int used() {
        int end = PageHeader.LENGTH;
        for (int i = 0; i < count; i++) {
            int at = PageHeader.LENGTH + i * ELEMENT_LENGTH;
            end = Math.max(end, at + bytes.getInt(at) + bytes.getInt(at + 4));
        }
        return end;
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
