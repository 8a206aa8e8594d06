package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.etcdrecovery.core.bytes.ByteSource;

/** Recognises a database of etcd that has lost both meta pages, by the page that lists its buckets. */
final class LostMetas {
    private static final int SMALLEST_PAGE = 4096;
    private static final int LARGEST_PAGE = 64 << 10;
    private static final int LEAF = 2;
    /** In which part of the file that page is looked for; a commit puts it anywhere. */
    private static final long SEARCHED = 256L << 20;
    /** A bucket of every release, with a name that nothing else has. */
    private static final byte[] BUCKET = "members_removed".getBytes(StandardCharsets.US_ASCII);

    private LostMetas() {}

    static boolean areIn(ByteSource source) throws IOException {
        for (int size = SMALLEST_PAGE; size <= LARGEST_PAGE; size *= 2) {
            byte[] page = new byte[size];
            for (long at = 2L * size; at + size <= Math.min(source.size(), SEARCHED); at += size) {
                source.read(at, ByteBuffer.wrap(page));
                if (isLeaf(page, at / size) && holdsBucket(page)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a page says that it is a leaf, and has the number that its place gives it. */
    private static boolean isLeaf(byte[] page, long number) {
        ByteBuffer bytes = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.getLong(0) == number && bytes.getShort(Long.BYTES) == LEAF;
    }

    private static boolean holdsBucket(byte[] page) {
        return new String(page, StandardCharsets.ISO_8859_1)
                .contains(new String(BUCKET, StandardCharsets.ISO_8859_1));
    }
}
