package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * A bucket, decoded from the leaf element that names it.
 *
 * <pre>root u64, sequence u64, and for a root of 0 a leaf page image</pre>
 */
public final class Bucket {
    /** The bytes before the page image of an inline bucket. */
    static final int HEADER_LENGTH = 16;

    private final byte[] name;
    private final byte[] value;
    private final long valueOffset;

    Bucket(byte[] name, byte[] value, long valueOffset) {
        this.name = name;
        this.value = value;
        this.valueOffset = valueOffset;
    }

    /** The name as the file has it. */
    public byte[] nameBytes() {
        return name.clone();
    }

    /** The name as text; etcd uses ASCII only. */
    public String name() {
        return new String(name, StandardCharsets.UTF_8);
    }

    /** bbolt's counter for the application; etcd leaves it at 0. */
    public long sequence() {
        return header().getLong(Long.BYTES);
    }

    /** The root page of the tree; 0 for an inline bucket. */
    long root() {
        return header().getLong(0);
    }

    boolean isInline() {
        return root() == 0;
    }

    /** The leaf page image of an inline bucket. */
    ByteBuffer inlinePage() {
        return DirectBuffers.copyOf(Arrays.copyOfRange(value, HEADER_LENGTH, value.length));
    }

    /** The file offset of the page image of an inline bucket. */
    long inlineOffset() {
        return valueOffset + HEADER_LENGTH;
    }

    private ByteBuffer header() {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }
}
