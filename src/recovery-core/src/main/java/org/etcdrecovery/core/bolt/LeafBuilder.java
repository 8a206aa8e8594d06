package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.etcdrecovery.core.bytes.DirectBuffers;

/** A leaf page under construction. The package documentation shows the format. */
final class LeafBuilder implements PageBuilder {
    private static final int ELEMENT_LENGTH = 16;

    private int count;
    private int[] flags = new int[64];
    private int[] keyLengths = new int[64];
    private int[] valueLengths = new int[64];
    private ByteBuffer data = DirectBuffers.allocate(8 << 10);
    private ByteBuffer head = DirectBuffers.allocate(1 << 10);
    /** The last key of the previous page; the first key of this one must follow it. */
    private ByteBuffer floor = DirectBuffers.allocate(0);
    private int lastKeyStart;

    int count() {
        return count;
    }

    static int sizeOf(int keyLength, int valueLength) {
        return ELEMENT_LENGTH + keyLength + valueLength;
    }

    @Override
    public long size() {
        return PageHeader.LENGTH + (long) count * ELEMENT_LENGTH + data.position();
    }

    byte[] firstKey() {
        byte[] key = new byte[keyLengths[0]];
        data.get(0, key);
        return key;
    }

    void add(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength, int elementFlags) {
        checkOrder(buffer, keyStart, keyLength);
        makeRoom(keyLength + valueLength);
        flags[count] = elementFlags;
        keyLengths[count] = keyLength;
        valueLengths[count] = valueLength;
        lastKeyStart = data.position();
        if (valueStart == keyStart + keyLength) {
            copy(buffer, keyStart, keyLength + valueLength);
        } else {
            copy(buffer, keyStart, keyLength);
            copy(buffer, valueStart, valueLength);
        }
        count++;
    }

    private void checkOrder(ByteBuffer buffer, int keyStart, int keyLength) {
        int order = count == 0
                ? Bytes.compare(floor, 0, floor.limit(), buffer, keyStart, keyLength)
                : Bytes.compare(data, lastKeyStart, keyLengths[count - 1], buffer, keyStart, keyLength);
        if (order >= 0) {
            throw new IllegalArgumentException(
                    "key " + Bytes.show(buffer, keyStart, keyLength) + " does not follow the previous one");
        }
    }

    private void copy(ByteBuffer buffer, int start, int length) {
        data.put(data.position(), buffer, start, length);
        data.position(data.position() + length);
    }

    private void makeRoom(int length) {
        if (count == flags.length) {
            flags = Arrays.copyOf(flags, count * 2);
            keyLengths = Arrays.copyOf(keyLengths, count * 2);
            valueLengths = Arrays.copyOf(valueLengths, count * 2);
        }
        if (data.remaining() < length) {
            int capacity = Math.max(data.capacity() * 2, Math.addExact(data.position(), length));
            data = DirectBuffers.allocate(capacity).put(data.flip());
        }
    }

    @Override
    public void writeTo(PageSink sink, long id, int overflow) throws IOException {
        int elementsEnd = PageHeader.LENGTH + count * ELEMENT_LENGTH;
        if (head.capacity() < elementsEnd) {
            head = DirectBuffers.allocate(Math.max(elementsEnd, head.capacity() * 2));
        }
        head.clear();
        new PageHeader(id, PageHeader.LEAF, count, overflow).encode(head, 0);
        int key = elementsEnd;
        for (int i = 0; i < count; i++) {
            int element = PageHeader.LENGTH + i * ELEMENT_LENGTH;
            head.putInt(element, flags[i])
                    .putInt(element + 4, key - element)
                    .putInt(element + 8, keyLengths[i])
                    .putInt(element + 12, valueLengths[i]);
            key += keyLengths[i] + valueLengths[i];
        }
        sink.append(head.limit(elementsEnd));
        sink.append(data.duplicate().flip());
    }

    @Override
    public void clear() {
        if (count > 0) {
            keepAsFloor(lastKeyStart, keyLengths[count - 1]);
        }
        count = 0;
        data.clear();
    }

    private void keepAsFloor(int start, int length) {
        if (floor.capacity() < length) {
            floor = DirectBuffers.allocate(length * 2);
        }
        floor.clear().put(0, data, start, length).limit(length);
    }
}
