package org.etcdrecovery.core.packed;

/** Recognises a bbolt file by its first bytes, even if one of its two meta pages is lost. */
public final class DatabaseHead {
    /** How many bytes show it: with the largest usual page size, both meta pages begin in them. */
    public static final int LENGTH = (64 << 10) + 64;
    private static final int META = 16;
    private static final int SMALLEST_PAGE = 4096;
    private static final int LARGEST_PAGE = 64 << 10;
    private static final int[] MAGIC = {0xED, 0xDA, 0x0C, 0xED};

    private DatabaseHead() {}

    /** Whether these are the first bytes of a bbolt file. The rest of the file may be damaged. */
    public static boolean isIn(byte[] head) {
        if (isMeta(head, 0)) {
            return true;
        }
        for (int page = SMALLEST_PAGE; page <= LARGEST_PAGE; page *= 2) {
            if (isMeta(head, page)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a page begins with the header of a meta page, written by a machine of either byte order. */
    static boolean isMeta(byte[] head, int page) {
        return Packing.begins(head, page + META, MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3])
                || Packing.begins(head, page + META, MAGIC[3], MAGIC[2], MAGIC[1], MAGIC[0]);
    }
}
