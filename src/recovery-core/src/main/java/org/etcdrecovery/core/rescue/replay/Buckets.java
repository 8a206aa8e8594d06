package org.etcdrecovery.core.rescue.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.keyspace.BucketName;

/** The buckets of a database that are small in every cluster, held as they are on disk. */
final class Buckets {
    /** Their names: all but those of the keyspace and of the leases. */
    static final List<String> NAMES = BucketName.ALL.stream()
            .filter(name -> !name.equals(BucketName.KEY) && !name.equals(BucketName.LEASE))
            .toList();

    private final NavigableMap<String, NavigableMap<byte[], byte[]>> buckets = new TreeMap<>();

    Buckets() {
        NAMES.forEach(name -> buckets.put(name, new TreeMap<>(Arrays::compareUnsigned)));
    }

    /** The records of a bucket, which may be changed. */
    NavigableMap<byte[], byte[]> records(String bucket) {
        NavigableMap<byte[], byte[]> records = buckets.get(bucket);
        if (records == null) {
            throw new IllegalArgumentException("not a small bucket: " + bucket);
        }
        return records;
    }

    Optional<byte[]> get(String bucket, String key) {
        return Optional.ofNullable(records(bucket).get(bytes(key)));
    }

    void put(String bucket, String key, byte[] value) {
        records(bucket).put(bytes(key), value);
    }

    void remove(String bucket, String key) {
        records(bucket).remove(bytes(key));
    }

    /** A number of 8 bytes; 0 if there is none. */
    long number(String bucket, String key) {
        return get(bucket, key).filter(value -> value.length == Long.BYTES)
                .map(value -> ByteBuffer.wrap(value).getLong())
                .orElse(0L);
    }

    void putNumber(String bucket, String key, long value) {
        put(bucket, key, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Text as etcd stores it. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
