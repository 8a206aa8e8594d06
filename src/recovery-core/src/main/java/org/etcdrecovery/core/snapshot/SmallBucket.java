package org.etcdrecovery.core.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;

/** Keeps the records of a bucket that is small in every cluster: any of etcd's except {@code key} and {@code lease}. */
public final class SmallBucket implements LeafVisitor {
    /** More than any cluster has members, users, roles or alarms. Bounds the memory that a hostile file takes. */
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

    /** How many records of the bucket were not kept. */
    public long left() {
        return left;
    }

    /** The records that were kept, in key order. */
    public Map<byte[], byte[]> records() {
        return records;
    }

    /** The value of an ASCII key; empty if there is no such record. */
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(records.get(key.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The value of an ASCII key, decoded as UTF-8. */
    Optional<String> text(String key) {
        return get(key).map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
