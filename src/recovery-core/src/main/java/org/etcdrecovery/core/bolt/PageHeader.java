package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;

/**
 * The first bytes of every page or run of pages.
 *
 * <pre>id u64, flags u16, count u16, overflow u32</pre>
 *
 * @param id       the page's own number
 * @param flags    one of {@link #BRANCH}, {@link #LEAF}, {@link #META}, {@link #FREELIST}
 * @param count    the number of elements
 * @param overflow the number of following pages that belong to this one, unsigned
 */
record PageHeader(long id, int flags, int count, long overflow) {
    static final int LENGTH = 16;
    static final int BRANCH = 0x01;
    static final int LEAF = 0x02;
    static final int META = 0x04;
    static final int FREELIST = 0x10;
    /** A freelist with this count holds its real count in its first entry. */
    static final int COUNT_IN_FIRST_ENTRY = 0xFFFF;

    static PageHeader decode(ByteBuffer bytes, int at) {
        return new PageHeader(bytes.getLong(at), Short.toUnsignedInt(bytes.getShort(at + 8)),
                Short.toUnsignedInt(bytes.getShort(at + 10)), Integer.toUnsignedLong(bytes.getInt(at + 12)));
    }

    void encode(ByteBuffer bytes, int at) {
        bytes.putLong(at, id)
                .putShort(at + 8, (short) flags)
                .putShort(at + 10, (short) count)
                .putInt(at + 12,
                        (int) overflow);
    }

    /** Whether the flags denote a page type that bbolt writes. */
    static boolean isKnown(int flags) {
        return flags == BRANCH || flags == LEAF || flags == META || flags == FREELIST;
    }

    /** The page type in words. */
    String kind() {
        return switch (flags) {
            case BRANCH -> "branch";
            case LEAF -> "leaf";
            case META -> "meta";
            case FREELIST -> "freelist";
            default -> "unknown (flags 0x" + Integer.toHexString(flags) + ")";
        };
    }
}
