package org.etcdrecovery.core.snapshot;

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

    /** A bucket begins. */
    public void bucket(Bucket bucket) {
        crc.update(bucket.nameBytes());
    }

    /** A leaf of the bucket that began last. */
    public void leaf(Leaf leaf) {
        records += leaf.count();
        if (leaf.count() == 0) {
            return;
        }
        int last = leaf.count() - 1;
        if (leaf.isDense()) {
            // bbolt writes keys and values without gaps: one call for a page instead of two for each record.
            update(leaf, leaf.keyStart(0), leaf.valueEnd(last));
            return;
        }
        for (int i = 0; i <= last; i++) {
            update(leaf, leaf.keyStart(i), leaf.isBucket(i) ? leaf.valueStart(i) : leaf.valueEnd(i));
        }
    }

    private void update(Leaf leaf, int from, int to) {
        crc.update(leaf.buffer().limit(to).position(from));
        leaf.buffer().clear();
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
