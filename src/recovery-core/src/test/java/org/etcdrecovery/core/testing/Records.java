package org.etcdrecovery.core.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.BoltWriter.BucketWriter;
import org.etcdrecovery.core.bolt.MemorySink;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;

/** All records of a snapshot, to change some of them and write a new snapshot that is otherwise sound. */
public final class Records {
    private static final int PAGE = 4096;

    private final SortedMap<String, SortedMap<byte[], byte[]>> buckets = new TreeMap<>();

    /** Reads the records of a snapshot. */
    public static Records of(Path snapshot) throws IOException {
        Records records = new Records();
        try (ByteSource source = ByteSource.open(snapshot)) {
            BoltFile.open(source).walk(bucket -> {
                SortedMap<byte[], byte[]> into = records.bucket(bucket.name());
                return leaf -> {
                    for (int i = 0; i < leaf.count(); i++) {
                        into.put(leaf.key(i), leaf.value(i));
                    }
                };
            }, Progress.NONE);
        }
        return records;
    }

    /** The names of the buckets. */
    public Set<String> names() {
        return buckets.keySet();
    }

    /** The records of a bucket, which may be changed. Adds an empty bucket if there is none of this name. */
    public SortedMap<byte[], byte[]> bucket(String name) {
        return buckets.computeIfAbsent(name, _ -> new TreeMap<>(Arrays::compareUnsigned));
    }

    /** Puts a record. */
    public Records put(String bucket, byte[] key, byte[] value) {
        bucket(bucket).put(key, value);
        return this;
    }

    /** Puts a record with a text as its key. */
    public Records put(String bucket, String key, byte... value) {
        return put(bucket, key.getBytes(UTF_8), value);
    }

    /** Removes a record. */
    public Records delete(String bucket, String key) {
        bucket(bucket).remove(key.getBytes(UTF_8));
        return this;
    }

    /** The value of a key, if there is one. */
    public Optional<byte[]> get(String bucket, String key) {
        return Optional.ofNullable(bucket(bucket).get(key.getBytes(UTF_8)));
    }

    /** The value of a key that must exist. */
    public byte[] get(String bucket, byte[] key) {
        return Objects.requireNonNull(bucket(bucket).get(key));
    }

    /** The keys of a bucket, in order. */
    public List<byte[]> keys(String bucket) {
        return new ArrayList<>(bucket(bucket).keySet());
    }

    /** A snapshot with these records and the right SHA-256. */
    public byte[] snapshot() throws IOException {
        MemorySink sink = new MemorySink();
        BoltWriter writer = new BoltWriter(sink, PAGE);
        for (Map.Entry<String, SortedMap<byte[], byte[]>> bucket : buckets.entrySet()) {
            BucketWriter records = writer.bucket(bucket.getKey().getBytes(UTF_8), 0);
            for (Map.Entry<byte[], byte[]> record : bucket.getValue().entrySet()) {
                records.put(record.getKey(), record.getValue());
            }
            records.close();
        }
        writer.finish();
        byte[] image = sink.image();
        byte[] hash = sha256(image);
        byte[] snapshot = Arrays.copyOf(image, image.length + hash.length);
        System.arraycopy(hash, 0, snapshot, image.length, hash.length);
        return snapshot;
    }

    private static byte[] sha256(byte[] image) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(image);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
