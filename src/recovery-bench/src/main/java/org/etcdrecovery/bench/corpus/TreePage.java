package org.etcdrecovery.bench.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A leaf or branch page under construction, in the format of bbolt's internal/common/page.go. */
final class TreePage {
    static final int ELEMENT_LENGTH = 16;
    /** The flag of a branch page. */
    static final int BRANCH = 1;
    /** The flag of a leaf page. */
    static final int LEAF = 2;

    private static final int HEADER_LENGTH = 16;
    private static final int POSITION_IN_BRANCH = 0;
    private static final int POSITION_IN_LEAF = 4;
    private static final int FIRST_LENGTH = 8 << 10;

    private final int kind;
    private ByteBuffer elements = allocate(FIRST_LENGTH);
    private ByteBuffer data = allocate(FIRST_LENGTH);
    private byte[] firstKey = {};
    private int count;

    /**
     * @param kind {@link #LEAF} or {@link #BRANCH}
     */
    TreePage(int kind) {
        this.kind = kind;
    }

    int count() {
        return count;
    }

    /** The number of bytes used so far. */
    int size() {
        return HEADER_LENGTH + elements.position() + data.position();
    }

    byte[] firstKey() {
        return firstKey;
    }

    void addElement(int flags, byte[] bytes, int keyLength, int valueLength) {
        begin(bytes, keyLength);
        elements.putInt(flags).putInt(data.position()).putInt(keyLength).putInt(valueLength);
        append(bytes, keyLength + valueLength);
    }

    void addChild(byte[] key, long page) {
        begin(key, key.length);
        elements.putInt(data.position()).putInt(key.length).putLong(page);
        append(key, key.length);
    }

    private void begin(byte[] bytes, int keyLength) {
        if (count == 0) {
            firstKey = Arrays.copyOf(bytes, keyLength);
        }
        count++;
        elements = withRoom(elements, ELEMENT_LENGTH);
    }

    private void append(byte[] bytes, int length) {
        data = withRoom(data, length);
        data.put(bytes, 0, length);
    }

    /** Returns the finished page, padded with zeros to a length. */
    ByteBuffer bytes(long id, int overflow, int length) {
        ByteBuffer page = allocate(length);
        page.putLong(id).putShort((short) kind).putShort((short) count).putInt(overflow);
        int position = kind == LEAF ? POSITION_IN_LEAF : POSITION_IN_BRANCH;
        for (int i = 0; i < count; i++) {
            // Turn an offset into the data into one from the element itself.
            int at = i * ELEMENT_LENGTH + position;
            elements.putInt(at, elements.getInt(at) + elements.position() - i * ELEMENT_LENGTH);
        }
        return page.put(elements.flip()).put(data.flip()).clear();
    }

    void clear() {
        count = 0;
        elements.clear();
        data.clear();
    }

    private static ByteBuffer withRoom(ByteBuffer buffer, int length) {
        return buffer.remaining() >= length
                ? buffer
                : allocate(Math.max(buffer.capacity() * 2, buffer.position() + length)).put(buffer.flip());
    }

    private static ByteBuffer allocate(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
