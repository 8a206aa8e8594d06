package org.etcdrecovery.core.snapshot;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;

/**
 * The hash that {@code snapshot status} prints: CRC-32C over the name of each bucket followed by its keys and values.
 * Of a nested bucket only the key counts. Source: etcdutl/snapshot {@code Status}.
 */
public final class StatusHash {
    private final CRC32C crc = new CRC32C();
    private long records;

    /** A bucket begins. */
    public void bucket(Bucket bucket) {
        bucket(bucket.nameBytes());
    }

    /** A bucket of this name begins. */
    public void bucket(byte[] name) {
        crc.update(name);
    }

    /** A record of the bucket that began last, in a buffer of which position and limit do not matter. */
    public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) {
        records++;
        update(buffer, keyStart, keyStart + keyLength);
        update(buffer, valueStart, valueStart + valueLength);
    }

    /** A leaf of the bucket that began last. */
    public void leaf(Leaf leaf) {
        records += leaf.count();
        if (leaf.count() == 0) {
            return;
        }
        int last = leaf.count() - 1;
        if (leaf.isDense()) {
            // bbolt writes key, value, key, value without gaps: one call a page instead of two a record.
            update(leaf.buffer(), leaf.keyStart(0), leaf.valueEnd(last));
            return;
        }
        for (int i = 0; i <= last; i++) {
            update(leaf.buffer(), leaf.keyStart(i), leaf.isBucket(i) ? leaf.valueStart(i) : leaf.valueEnd(i));
        }
    }

    private void update(ByteBuffer buffer, int from, int to) {
        crc.update(buffer.limit(to).position(from));
        buffer.clear();
    }

    /** The hash of what has come by so far. */
    public int value() {
        return (int) crc.getValue();
    }

    /** The number of key-value pairs so far. */
    long records() {
        return records;
    }
}
