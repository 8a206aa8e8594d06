package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.BoltWriter.BucketWriter;
import org.etcdrecovery.core.bolt.MemorySink;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Builds the database of an etcd 3.5 cluster with one member, into which a test can put what no server would.
 */
public final class EtcdFile {
    public static final long MEMBER = 0x8e9e05c52164694dL;
    /** The bcrypt hash of some password. */
    static final String BCRYPT = "$2a$10$" + "a".repeat(53);
    private static final List<String> BUCKETS = List.of("alarm", "auth", "authRoles", "authUsers", "cluster", "key",
            "lease", "members", "members_removed", "meta");

    private final SortedMap<String, SortedMap<byte[], byte[]>> buckets = new TreeMap<>();
    /** The create revision and the version of each key that exists. */
    private final Map<String, History> histories = new HashMap<>();
    /** The revision of the last change; 1 is that of the empty store. */
    private long revision = 1;

    private record History(long created, long version) {}

    public EtcdFile() {
        BUCKETS.forEach(name -> buckets.put(name, new TreeMap<>(Arrays::compareUnsigned)));
        record("meta", "consistent_index", number(7));
        record("meta", "term", number(2));
        record("cluster", "clusterVersion", "3.5.0".getBytes(UTF_8));
        record("members", Long.toHexString(MEMBER), ("{\"id\":" + Long.toUnsignedString(MEMBER)
                + ",\"peerURLs\":[\"http://127.0.0.1:2380\"],\"name\":\"m1\"}").getBytes(UTF_8));
    }

    /** A sound file with a little of everything that a keyspace can hold. */
    public static EtcdFile usual() {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 40; i++) {
            file.put("/key/" + i % 15, "value " + i);
        }
        return file.delete("/key/3").lease(0x77, 60).put("/leased", "value", 0x77).put("/key/4", "again");
    }

    public EtcdFile put(String key, String value) {
        return put(key, value, 0);
    }

    public EtcdFile put(String key, String value, long lease) {
        revision++;
        History history = histories.merge(key, new History(revision, 1),
                (old, _) -> new History(old.created, old.version + 1));
        return record("key", new Revision(revision, 0).toKey(), keyValue(key.getBytes(UTF_8), history.created, revision,
                history.version, value.getBytes(UTF_8), lease));
    }

    /** Puts a new key that may be no text. */
    public EtcdFile put(byte[] key, String value) {
        revision++;
        return record("key", new Revision(revision, 0).toKey(), keyValue(key, revision, revision, 1,
                value.getBytes(UTF_8), 0));
    }

    public EtcdFile delete(String key) {
        revision++;
        histories.remove(key);
        return record("key", tombstone(revision), keyValue(key.getBytes(UTF_8), 0, new byte[0], 0));
    }

    /** Adds what a restore with {@code --bump-revision --mark-compacted} adds. */
    EtcdFile bump(long to) {
        revision = to;
        byte[] key = new Revision(to, 0).toKey();
        return record("key", key, new byte[0]).record("meta", "scheduledCompactRev", key);
    }

    public EtcdFile lease(long id, long seconds) {
        return record("lease", number(id), message(out -> {
            out.writeInt64(1, id);
            out.writeInt64(2, seconds);
        }));
    }

    public EtcdFile record(String bucket, String key, byte[] value) {
        return record(bucket, key.getBytes(UTF_8), value);
    }

    public EtcdFile record(String bucket, byte[] key, byte[] value) {
        buckets.computeIfAbsent(bucket, name -> new TreeMap<>(Arrays::compareUnsigned)).put(key, value);
        return this;
    }

    public EtcdFile without(String bucket) {
        buckets.remove(bucket);
        return this;
    }

    public EtcdFile without(String bucket, byte[] key) {
        buckets.computeIfPresent(bucket, (_, records) -> {
            records.remove(key);
            return records;
        });
        return this;
    }

    /** The revision of the last change. */
    public long revision() {
        return revision;
    }

    public byte[] image() {
        return image(4096);
    }

    byte[] image(int pageSize) {
        try {
            MemorySink sink = new MemorySink();
            BoltWriter writer = new BoltWriter(sink, pageSize);
            for (Map.Entry<String, SortedMap<byte[], byte[]>> bucket : buckets.entrySet()) {
                BucketWriter records = writer.bucket(bucket.getKey().getBytes(UTF_8), 0);
                for (Map.Entry<byte[], byte[]> record : bucket.getValue().entrySet()) {
                    records.put(record.getKey(), record.getValue());
                }
                records.close();
            }
            writer.finish();
            return sink.image();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The image as a saved snapshot, with its hash. */
    public byte[] snapshot() {
        return withHash(image());
    }

    public Path writeTo(Path directory) throws IOException {
        return Files.write(directory.resolve("snapshot"), snapshot());
    }

    /** Appends the right hash to an image. */
    public static byte[] withHash(byte[] image) {
        try {
            byte[] snapshot = Arrays.copyOf(image, image.length + TrailingHash.LENGTH);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(image);
            System.arraycopy(hash, 0, snapshot, image.length, hash.length);
            return snapshot;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** A number as etcd stores it: 8 bytes big-endian. */
    public static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static byte[] tombstone(long main) {
        byte[] key = Arrays.copyOf(new Revision(main, 0).toKey(), Revision.TOMBSTONE_KEY_LENGTH);
        key[Revision.KEY_LENGTH] = Revision.TOMBSTONE_MARK;
        return key;
    }

    /** The first put of a key, or its deletion if the revision is 0 and the value is empty. */
    public static byte[] keyValue(byte[] key, long revision, byte[] value, long lease) {
        return keyValue(key, revision, revision, revision == 0 ? 0 : 1, value, lease);
    }

    public static byte[] keyValue(byte[] key, long created, long modRevision, long version, byte[] value, long lease) {
        return message(out -> {
            out.writeByteArray(1, key);
            if (modRevision != 0) {
                out.writeInt64(2, created);
                out.writeInt64(3, modRevision);
                out.writeInt64(4, version);
            }
            out.writeByteArray(5, value);
            if (lease != 0) {
                out.writeInt64(6, lease);
            }
        });
    }

    /** Turns authentication on. */
    EtcdFile auth() {
        return record("auth", "authEnabled", new byte[]{1}).record("auth", "authRevision", number(9));
    }

    public EtcdFile user(String name, String... roles) {
        return record("authUsers", name, userRecord(name, BCRYPT, roles));
    }

    /** A user's record as etcd writes it, with its options even if they are empty. */
    static byte[] userRecord(String name, String password, String... roles) {
        return message(out -> {
            out.writeByteArray(1, name.getBytes(UTF_8));
            out.writeByteArray(2, password.getBytes(UTF_8));
            for (String role : roles) {
                out.writeString(3, role);
            }
            out.writeByteArray(4, new byte[0]);
        });
    }

    public EtcdFile role(String name) {
        return record("authRoles", name, message(out -> out.writeByteArray(1, name.getBytes(UTF_8))));
    }

    public static byte[] alarm(long member, int kind) {
        return message(out -> {
            out.writeUInt64(1, member);
            out.writeInt32(2, kind);
        });
    }

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
