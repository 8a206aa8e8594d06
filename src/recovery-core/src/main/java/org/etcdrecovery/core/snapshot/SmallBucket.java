package org.etcdrecovery.core.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;

/** The content of a bucket of which a cluster has a handful of records: everything but {@code key} and {@code lease}. */
public final class SmallBucket implements LeafVisitor {
    /** More than any cluster has members, users, roles or alarms; what a hostile file holds beyond is not kept. */
    private static final int MOST_RECORDS = 100_000;
    private static final int LARGEST_RECORD = 1 << 20;
    private static final long MOST_BYTES = 16 << 20;

    private final Map<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);
    private long bytes;
    private long left;

    @Override
    public void leaf(Leaf leaf) {
        for (int i = 0; i < leaf.count(); i++) {
            int length = leaf.keyLength(i) + leaf.valueLength(i);
            if (records.size() < MOST_RECORDS && !leaf.isBucket(i) && length <= LARGEST_RECORD
                    && bytes + length <= MOST_BYTES) {
                records.put(leaf.key(i), leaf.value(i));
                bytes += length;
            } else {
                left++;
            }
        }
    }

    /** How many records are there and not kept. */
    long left() {
        return left;
    }

    /** All records in key order. */
    public Map<byte[], byte[]> records() {
        return records;
    }

    /** The value under an ASCII key. */
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(records.get(key.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The value under an ASCII key, as text. */
    Optional<String> text(String key) {
        return get(key).map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
