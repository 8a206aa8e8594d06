package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * The elements of one sound leaf page, as offsets into a buffer. The walk reuses it, so a visitor must copy what it
 * keeps.
 */
public final class Leaf {
    private static final int ELEMENT_LENGTH = 16;
    private static final int BUCKET_FLAG = 1;

    private ByteBuffer buffer = DirectBuffers.allocate(0);
    private int start;
    private long fileOffset;
    private int count;
    private boolean dense;
    private int[] keys = new int[64];
    private int[] values = new int[64];
    private int[] ends = new int[64];
    private boolean[] buckets = new boolean[64];

    Leaf() {}

    /** The little-endian buffer that all offsets point into. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** The number of elements. */
    public int count() {
        return count;
    }

    /** Where the key of an element begins in the buffer. */
    public int keyStart(int element) {
        return keys[element];
    }

    /** The length of the key of an element in bytes. */
    public int keyLength(int element) {
        return values[element] - keys[element];
    }

    /** Where the value of an element begins: right after its key. */
    public int valueStart(int element) {
        return values[element];
    }

    /** The length of the value of an element in bytes. */
    public int valueLength(int element) {
        return ends[element] - values[element];
    }

    /** Where the value of an element ends. */
    public int valueEnd(int element) {
        return ends[element];
    }

    /** Whether the value of an element is a bucket. */
    public boolean isBucket(int element) {
        return buckets[element];
    }

    /** Whether the keys and values of all elements follow each other without gaps, and no element is a bucket. */
    public boolean isDense() {
        return dense;
    }

    /** The file offset of the key of an element. */
    public long offset(int element) {
        return fileOffset + keys[element];
    }

    /** The file offset of the page. */
    long pageOffset() {
        return fileOffset + start;
    }

    /** How many bytes of the page hold its header, its sound elements and their data. */
    int used() {
        return count == 0 ? PageHeader.LENGTH : ends[count - 1] - start;
    }

    /** A copy of the key of an element. */
    public byte[] key(int element) {
        return copy(keyStart(element), keyLength(element));
    }

    /** A copy of the value of an element. */
    public byte[] value(int element) {
        return copy(valueStart(element), valueLength(element));
    }

    private byte[] copy(int from, int length) {
        byte[] bytes = new byte[length];
        buffer.get(from, bytes);
        return bytes;
    }

    /**
     * Loads the elements of a page.
     *
     * @param at         where the page begins in the buffer
     * @param length     the length of the page, or run of pages, in bytes
     * @param fileOffset the difference between an offset in the file and the same one in the buffer
     * @param claimed    the number of elements that the page claims
     * @return the number of sound elements; fewer than the page claims if one of them has no key, lies outside the page
     *         or overlaps another
     */
    int load(ByteBuffer page, int at, int length, long fileOffset, int claimed) {
        buffer = page;
        this.start = at;
        this.fileOffset = fileOffset;
        count = 0;
        dense = true;
        int limit = at + length;
        int elements = at + PageHeader.LENGTH;
        if ((long) claimed * ELEMENT_LENGTH > length - PageHeader.LENGTH) {
            return 0;
        }
        makeRoom(claimed);
        // bbolt writes the data in the order of the elements. If elements shared bytes, copies of them could add up to
        // far more than the page.
        long free = elements + (long) claimed * ELEMENT_LENGTH;
        while (count < claimed) {
            int element = elements + count * ELEMENT_LENGTH;
            boolean bucket = (page.getInt(element) & BUCKET_FLAG) != 0;
            long key = element + Integer.toUnsignedLong(page.getInt(element + 4));
            long value = key + Integer.toUnsignedLong(page.getInt(element + 8));
            long end = value + Integer.toUnsignedLong(page.getInt(element + 12));
            if (end > limit || key < free || value == key) {
                return count;
            }
            dense &= !bucket && (count == 0 || key == free);
            free = end;
            keys[count] = (int) key;
            values[count] = (int) value;
            ends[count] = (int) end;
            buckets[count] = bucket;
            count++;
        }
        return count;
    }

    private void makeRoom(int elements) {
        if (keys.length < elements) {
            keys = new int[elements];
            values = new int[elements];
            ends = new int[elements];
            buckets = new boolean[elements];
        }
    }
}
