package org.etcdrecovery.core.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.BoltWriter.BucketWriter;
import org.etcdrecovery.core.bolt.MemorySink;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DifferingRevisionsTest {
    @TempDir
    private Path directory;

    private final Map<Revision, String> one = new TreeMap<>();
    private final Map<Revision, String> other = new TreeMap<>();

    /** A restore with --revision-bump leaves such a jump; a walk over the numbers would not end. */
    @Test
    @Timeout(60)
    void jumpsOverRevisionsThatDoNotExist() throws IOException {
        for (long main : new long[]{2, 3, 1_000_000_000, 1L << 60, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            put(main, 0, "key");
        }
        other.put(new Revision(1L << 60, 0), "other");
        other.put(new Revision(Long.MAX_VALUE, 0), "last");

        assertThat(between(1, Long.MAX_VALUE)).containsExactly("revision 1152921504606846976: \"other\"",
                "revision 9223372036854775807: \"last\"");
        assertThat(between(1, Long.MAX_VALUE - 1)).hasSize(1);
        assertThat(between(Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(1);
        assertThat(between(4, 3)).isEmpty();
    }

    /** One deletion of a range may be a revision of millions of records. */
    @Test
    void comparesARevisionThatIsLargerThanAPart() throws IOException {
        for (int sub = 0; sub < 2 * DifferingRevisions.PART + 5; sub++) {
            put(7, sub, "key");
        }
        put(8, 0, "key");
        other.remove(new Revision(7, 3));
        other.put(new Revision(7, DifferingRevisions.PART), "changed");
        one.remove(new Revision(7, 2 * DifferingRevisions.PART + 4));
        other.put(new Revision(8, 0), "next");

        assertThat(between(1, 8)).containsExactly("revision 7: \"key\"", "revision 7: \"changed\"",
                "revision 7: \"key\"",
                "revision 8: \"next\"");
    }

    @Test
    void namesTheFirstFive() throws IOException {
        for (int main = 2; main < 20; main++) {
            one.put(new Revision(main, 0), "key" + main);
        }

        assertThat(between(1, 20)).hasSize(5).startsWith("revision 2: \"key2\"");
    }

    private void put(long main, long sub, String key) {
        one.put(new Revision(main, sub), key);
        other.put(new Revision(main, sub), key);
    }

    private List<String> between(long from, long to) throws IOException {
        return DifferingRevisions.between(file("one", one), file("other", other), from, to, Progress.NONE);
    }

    private Path file(String name, Map<Revision, String> records) throws IOException {
        MemorySink sink = new MemorySink();
        BoltWriter writer = new BoltWriter(sink, 4096);
        BucketWriter bucket = writer.bucket(BucketName.KEY.getBytes(UTF_8), 0);
        for (Map.Entry<Revision, String> record : records.entrySet()) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(value);
            out.writeString(1, record.getValue());
            out.writeInt64(3, record.getKey().main());
            out.flush();
            bucket.put(record.getKey().toKey(), value.toByteArray());
        }
        bucket.close();
        writer.finish();
        return Files.write(directory.resolve(name), sink.image());
    }
}
