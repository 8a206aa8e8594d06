package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A meta page: the root of the tree and the extent of the file.
 *
 * <pre>
 * magic u32, version u32, pageSize u32, flags u32, root u64, sequence u64, freelist u64, pgid u64, txid u64, checksum u64
 * </pre>
 *
 * It follows the page header. The checksum is FNV-1a over all preceding fields. Source: bbolt internal/common/meta.go.
 *
 * @param pageSize  bytes in a page, fixed when the file was created
 * @param root      the page of the root bucket
 * @param sequence  the sequence of the root bucket; etcd leaves it at 0
 * @param freelist  the page of the freelist, or {@link #NO_FREELIST}
 * @param highWater the first page number that was never allocated (bbolt: pgid)
 * @param txid      the transaction that wrote the page
 */
public record Meta(int pageSize, long root, long sequence, long freelist, long highWater, long txid) {
    /** Means that no freelist is stored, as in a database of etcd on Linux. */
    public static final long NO_FREELIST = -1;
    /** The length of the structure in bytes, checksum included. */
    public static final int LENGTH = 64;

    static final int MAGIC = 0xED0CDAED;
    static final int VERSION = 2;
    static final int MIN_PAGE_SIZE = 1024;
    static final int MAX_PAGE_SIZE = MIN_PAGE_SIZE << 14;
    private static final int CHECKSUM = LENGTH - Long.BYTES;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    /** The length of the image in bytes: all pages below the high-water mark. */
    public long imageSize() {
        return highWater * pageSize;
    }

    /** Whether a freelist is stored. */
    public boolean hasFreelist() {
        return freelist != NO_FREELIST;
    }

    /** The first thing that is wrong with the bytes of a meta, in the order of bbolt's checks; empty if it is valid. */
    static Optional<String> problem(ByteBuffer bytes) {
        int at = bytes.position();
        if (bytes.getInt(at) != MAGIC) {
            return Optional.of(bytes.getInt(at) == Integer.reverseBytes(MAGIC)
                    ? "the magic number of a big-endian machine"
                    : "no bbolt magic number");
        }
        if (bytes.getInt(at + 4) != VERSION) {
            return Optional.of("bbolt format version " + Integer.toUnsignedString(bytes.getInt(at + 4)));
        }
        if (bytes.getLong(at + CHECKSUM) != fnv1a(bytes, at, CHECKSUM)) {
            return Optional.of("a checksum that does not match");
        }
        int pageSize = bytes.getInt(at + 8);
        if (pageSize < MIN_PAGE_SIZE || pageSize > MAX_PAGE_SIZE || Integer.bitCount(pageSize) != 1) {
            return Optional.of("a page size of " + Integer.toUnsignedString(pageSize));
        }
        return Optional.empty();
    }

    /** Reads a meta without a {@link #problem}. */
    static Meta decode(ByteBuffer bytes) {
        int at = bytes.position();
        return new Meta(bytes.getInt(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24), bytes.getLong(at + 32),
                bytes.getLong(at + 40), bytes.getLong(at + 48));
    }

    /** Writes the meta with its checksum. */
    void encode(ByteBuffer target) {
        ByteBuffer bytes = target.slice(target.position(), LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC).putInt(VERSION).putInt(pageSize).putInt(0);
        bytes.putLong(root).putLong(sequence).putLong(freelist).putLong(highWater).putLong(txid);
        bytes.putLong(fnv1a(bytes, 0, CHECKSUM));
        target.position(target.position() + LENGTH);
    }

    private static long fnv1a(ByteBuffer bytes, int from, int length) {
        long hash = FNV_OFFSET;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ (bytes.get(i) & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }
}
