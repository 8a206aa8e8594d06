package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.etcdrecovery.core.bytes.ByteSource;

/** Changes a sound image as bugs, disks and attackers would: puts wrong numbers into its structures. */
public final class ImageEditor {
    private static final int PAGE_ID = 0;
    private static final int FLAGS = 8;
    private static final int COUNT = 10;
    private static final int OVERFLOW = 12;
    private static final int ELEMENT_LENGTH = 16;

    private final int pageSize;
    private ByteBuffer bytes;

    /** Starts from a copy of an image whose first meta page is sound. */
    public ImageEditor(byte[] image) {
        bytes = ByteBuffer.wrap(image.clone()).order(ByteOrder.LITTLE_ENDIAN);
        pageSize = bytes.getInt(PageHeader.LENGTH + 8);
    }

    /** The image as it is now. */
    public byte[] image() {
        return bytes.array().clone();
    }

    ByteSource source() {
        return ByteSource.of("edited", image());
    }

    /** The newer of the metas, which a {@link BoltWriter} puts on page 1. */
    public Meta meta() {
        return Meta.decode(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(pageSize + PageHeader.LENGTH));
    }

    /** Changes both metas in the same way, with correct checksums. */
    ImageEditor meta(UnaryOperator<Meta> change) {
        return meta(0, change).meta(1, change);
    }

    private ImageEditor meta(int page, UnaryOperator<Meta> change) {
        ByteBuffer at = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        Meta changed = change.apply(Meta.decode(at.position(page * pageSize + PageHeader.LENGTH)));
        changed.encode(at.position(page * pageSize + PageHeader.LENGTH));
        return this;
    }

    /** Sets the transaction of the meta on a page. */
    public ImageEditor transaction(int page, long txid) {
        return meta(page, old -> new Meta(old.pageSize(), old.root(), old.sequence(), old.freelist(), old.highWater(),
                txid));
    }

    /** Sets the bytes from an offset on, one for each argument. */
    public ImageEditor set(int offset, int... values) {
        for (int i = 0; i < values.length; i++) {
            bytes.put(offset + i, (byte) values[i]);
        }
        return this;
    }

    public ImageEditor pageId(long page, long id) {
        bytes.putLong(at(page) + PAGE_ID, id);
        return this;
    }

    public ImageEditor flags(long page, int flags) {
        bytes.putShort(at(page) + FLAGS, (short) flags);
        return this;
    }

    public ImageEditor count(long page, int count) {
        bytes.putShort(at(page) + COUNT, (short) count);
        return this;
    }

    public ImageEditor overflow(long page, int overflow) {
        bytes.putInt(at(page) + OVERFLOW, overflow);
        return this;
    }

    /** The child page of a branch element. */
    public long child(long branch, int element) {
        return bytes.getLong(element(branch, element) + 8);
    }

    public ImageEditor child(long branch, int element, long page) {
        bytes.putLong(element(branch, element) + 8, page);
        return this;
    }

    /** The four numbers of a leaf element: flags, position, length of the key, length of the value. */
    public ImageEditor leafElement(long leaf, int element, int field, int value) {
        bytes.putInt(element(leaf, element) + field * Integer.BYTES, value);
        return this;
    }

    public int leafElement(long leaf, int element, int field) {
        return bytes.getInt(element(leaf, element) + field * Integer.BYTES);
    }

    /** The root page of a bucket's tree. */
    public long rootOf(int bucket) {
        return bytes.getLong(valueOf(meta().root(), bucket));
    }

    public ImageEditor rootOf(int bucket, long page) {
        bytes.putLong(valueOf(meta().root(), bucket), page);
        return this;
    }

    /** The offset in the image of the value of a leaf element. */
    public int valueOf(long leaf, int element) {
        return keyOf(leaf, element) + leafElement(leaf, element, 2);
    }

    /** The offset in the image of the key of a leaf element. */
    public int keyOf(long leaf, int element) {
        return element(leaf, element) + leafElement(leaf, element, 1);
    }

    /** The offset in the image of the key of a branch element. */
    public int branchKeyOf(long branch, int element) {
        return element(branch, element) + bytes.getInt(element(branch, element));
    }

    /** Adds a page of zeros, with a header, below a raised high-water mark and returns its number. */
    public long append(int flags, int count) {
        long page = meta().highWater();
        appendAll(1);
        pageId(page, page).flags(page, flags).count(page, count);
        return page;
    }

    /** Adds a leaf of one element. */
    public long appendLeaf(int elementFlags, byte[] key, byte[] value) {
        long page = append(PageHeader.LEAF, 1);
        leafElement(page, 0, 0, elementFlags).leafElement(page, 0, 1, ELEMENT_LENGTH)
                .leafElement(page, 0, 2, key.length)
                .leafElement(page, 0, 3, value.length);
        bytes.put(keyOf(page, 0), key).put(valueOf(page, 0), value);
        return page;
    }

    /** Adds a branch of one child. */
    public long appendBranch(byte[] key, long child) {
        long page = append(PageHeader.BRANCH, 1);
        bytes.putInt(element(page, 0), ELEMENT_LENGTH).putInt(element(page, 0) + 4, key.length);
        child(page, 0, child);
        bytes.put(branchKeyOf(page, 0), key);
        return page;
    }

    /** Adds free pages of zeros. */
    void appendAll(int pages) {
        long highWater = meta().highWater() + pages;
        bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), bytes.capacity() + pages * pageSize))
                .order(ByteOrder.LITTLE_ENDIAN);
        meta(old -> new Meta(old.pageSize(), old.root(), old.sequence(), old.freelist(), highWater, old.txid()));
    }

    /** Adds a freelist and makes the metas refer to it. */
    public long appendFreelist(int count, long... entries) {
        long page = append(PageHeader.FREELIST, count);
        int overflow = (PageHeader.LENGTH + entries.length * Long.BYTES - 1) / pageSize;
        appendAll(overflow);
        overflow(page, overflow);
        for (int i = 0; i < entries.length; i++) {
            bytes.putLong(at(page) + PageHeader.LENGTH + i * Long.BYTES, entries[i]);
        }
        freelist(page);
        return page;
    }

    public ImageEditor freelist(long page) {
        return meta(old -> new Meta(old.pageSize(), old.root(), old.sequence(), page, old.highWater(), old.txid()));
    }

    private int element(long page, int element) {
        return at(page) + PageHeader.LENGTH + element * ELEMENT_LENGTH;
    }

    private int at(long page) {
        return Math.toIntExact(page * pageSize);
    }

    @Override
    public String toString() {
        return "image of " + bytes.capacity() + " bytes";
    }
}
