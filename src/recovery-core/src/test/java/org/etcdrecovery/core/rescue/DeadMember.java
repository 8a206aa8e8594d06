package org.etcdrecovery.core.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.BoltWriter.BucketWriter;
import org.etcdrecovery.core.bolt.MemorySink;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.PutRequest;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.wal.LogFiles;

/** The data directory of member 1 of two, made for one test: its database ends at index 5 of term 2 and revision 4. */
public final class DeadMember {
    static final long CLUSTER = 0xc1;
    static final long APPLIED = 5;
    static final long TERM = 2;
    static final long REVISION = 4;
    static final ByteString PUT = RaftRequest.newBuilder()
            .setPut(PutRequest.getDefaultInstance().toByteString())
            .build()
            .toByteString();
    static final ByteString DELETE = RaftRequest.newBuilder().setDeleteRange(ByteString.EMPTY).build().toByteString();

    private final Path dataDir;
    private final long id;

    DeadMember(Path dataDir) throws IOException {
        this(dataDir, 1, REVISION);
    }

    DeadMember(Path dataDir, long id, long revision) throws IOException {
        this.dataDir = dataDir;
        this.id = id;
        Files.createDirectories(database().getParent());
        Files.write(database(), image(revision, APPLIED));
        log(CLUSTER).state(TERM, APPLIED).writeTo(wal());
    }

    /**
     * Writes the directory of one of three members whose databases end at the same entry.
     *
     * @param other keys that it has in place of others, by revision
     */
    public static Path ofThree(Path dataDir, long id, Map<Long, String> other) throws IOException {
        DeadMember member = new DeadMember(dataDir, id, 6);
        Files.write(member.database(), image(6, APPLIED, 3, other));
        return dataDir;
    }

    Path dataDir() {
        return dataDir;
    }

    Path database() {
        return dataDir.resolve("member/snap/db");
    }

    Path wal() {
        return dataDir.resolve("member/wal");
    }

    /** The log up to the end of the database. */
    LogFiles log() {
        return log(CLUSTER);
    }

    /** The same log with another cluster ID. */
    LogFiles log(long cluster) {
        LogFiles log = new LogFiles(id, cluster).confChange(1, 1).entry(TERM, 2, ByteString.EMPTY);
        for (long index = 3; index <= APPLIED; index++) {
            log.entry(TERM, index, PUT);
        }
        return log;
    }

    MemberDirectory assess() throws IOException {
        return DirectoryAssessor.assess(dataDir, Progress.NONE);
    }

    /** A request that writes what the database has at a revision. */
    static ByteString put(long revision) throws IOException {
        ByteString.Output put = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(put);
        out.writeString(1, "key" + revision);
        out.flush();
        return RaftRequest.newBuilder().setPut(put.toByteString()).build().toByteString();
    }

    /** A database that ends at a revision, and says that it ends at an index. */
    static byte[] image(long revision, long index) throws IOException {
        return image(revision, index, 2, Map.of());
    }

    static byte[] image(long revision, long index, int members, Map<Long, String> other) throws IOException {
        return image(revision, index, members, 0, other);
    }

    /**
     * @param members  how many members it lists
     * @param learners how many of them are learners, the last ones
     * @param other    keys that differ from those of other members, by revision; one at revision 0 is an alarm
     */
    static byte[] image(long revision, long index, int members, int learners, Map<Long, String> other)
            throws IOException {
        Map<String, Map<byte[], byte[]>> buckets = new TreeMap<>();
        if (other.containsKey(0L)) {
            buckets.put("alarm", records(Map.of("\b\u0001\u0010\u0001", new byte[0])));
        }
        buckets.put("key", keys(revision, other));
        Map<String, byte[]> listed = new TreeMap<>();
        for (long member = 1; member <= members; member++) {
            listed.put(Long.toString(member), json(member, member > members - learners));
        }
        buckets.put("members", records(listed));
        buckets.put("meta", records(Map.of("consistent_index", number(index), "term", number(TERM))));
        MemorySink sink = new MemorySink();
        BoltWriter writer = new BoltWriter(sink, 4096);
        for (Map.Entry<String, Map<byte[], byte[]>> bucket : buckets.entrySet()) {
            BucketWriter records = writer.bucket(bucket.getKey().getBytes(UTF_8), 0);
            for (Map.Entry<byte[], byte[]> record : bucket.getValue().entrySet()) {
                records.put(record.getKey(), record.getValue());
            }
            records.close();
        }
        writer.finish();
        return sink.image();
    }

    private static Map<byte[], byte[]> keys(long revision, Map<Long, String> other) throws IOException {
        Map<byte[], byte[]> keys = new TreeMap<>(Arrays::compareUnsigned);
        for (long main = 2; main <= revision; main++) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(value);
            out.writeString(1, other.getOrDefault(main, "key" + main));
            out.writeInt64(3, main);
            out.flush();
            keys.put(new Revision(main, 0).toKey(), value.toByteArray());
        }
        return keys;
    }

    private static Map<byte[], byte[]> records(Map<String, byte[]> texts) {
        Map<byte[], byte[]> records = new TreeMap<>(Arrays::compareUnsigned);
        texts.forEach((key, value) -> records.put(key.getBytes(UTF_8), value));
        return records;
    }

    private static byte[] json(long id, boolean learner) {
        return ("{\"id\":" + id + ",\"peerURLs\":[\"http://127.0.0.1:1\"]," + (learner ? "\"isLearner\":true," : "")
                + "\"name\":\"m" + id + "\"}").getBytes(UTF_8);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
