package org.etcdrecovery.core.snapshot;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;

/**
 * Computes the hash that {@code snapshot status} prints: CRC-32C over the name of each bucket followed by its keys and
 * values. A nested bucket contributes only its key. Source: etcdutl/snapshot {@code Status}.
 */
public final class StatusHash {
    private final CRC32C crc = new CRC32C();
    private long records;

    /** Begins a bucket. */
    public void bucket(Bucket bucket) {
        bucket(bucket.nameBytes());
    }

    /** Begins a bucket of this name. */
    public void bucket(byte[] name) {
        crc.update(name);
    }

    /** Adds a record of the current bucket, in a buffer whose position and limit do not matter. */
    public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) {
        records++;
        update(buffer, keyStart, keyStart + keyLength);
        update(buffer, valueStart, valueStart + valueLength);
    }

    /** Adds a leaf of the current bucket. */
    public void leaf(Leaf leaf) {
        records += leaf.count();
        if (leaf.count() == 0) {
            return;
        }
        int last = leaf.count() - 1;
        if (leaf.isDense()) {
            // bbolt writes keys and values without gaps: one call for a page instead of two for each record.
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

    /** The hash so far. */
    public int value() {
        return (int) crc.getValue();
    }

    /** The number of key-value pairs so far. */
    long records() {
        return records;
    }
}
