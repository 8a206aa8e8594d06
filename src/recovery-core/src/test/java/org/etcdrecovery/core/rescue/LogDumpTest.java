package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.rescue.DumpedRecord.Standing;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDumpTest {
    private static final String SECRET = "s3cret";

    @TempDir
    private Path directory;

    @Test
    void coversValuesUntilTheyAreAskedFor() throws IOException {
        write(RaftRequest.newBuilder().setPut(message("key", SECRET)).build());

        DumpedRecord covered = dump(false).getLast();
        assertThat(covered.words()).isEqualTo("put \"key\" = 6 bytes");
        assertThat(covered.operations().getFirst().value()).isEmpty();
        DumpedRecord shown = dump(true).getLast();
        assertThat(shown.words()).isEqualTo("put \"key\" = \"" + SECRET + "\"");
        assertThat(shown.operations().getFirst().value()).contains(ByteString.copyFromUtf8(SECRET));
    }

    /** etcd 3.4 logs passwords as they are. */
    @Test
    void neverShowsAPassword() throws IOException {
        write(RaftRequest.newBuilder().setAuthUserAdd(message("alice", SECRET)).build());
        assertThat(dump(true).getLast().words()).isEqualTo("add user \"alice\"");
        write(RaftRequest.newBuilder().setAuthUserChangePassword(message("alice", SECRET)).build());
        assertThat(dump(true).getLast().toString()).contains("alice").doesNotContain(SECRET);
    }

    @Test
    void escapesAndShortensWhatComesFromOutside() throws IOException {
        write(RaftRequest.newBuilder().setPut(message("a\u001b[31m\n" + "x".repeat(5000), "")).build());

        String words = dump(false).getLast().words();

        assertThat(words).startsWith("put \"a\\x1b[31m\\n").hasSizeLessThan(300).contains("… (5007 bytes)");
    }

    @Test
    void showsACopyThatARepairMade() throws IOException {
        Path segment = write(RaftRequest.newBuilder().setPut(message("key", "")).build());
        Path broken = Files.copy(segment, segment.resolveSibling(segment.getFileName() + ".broken"));

        List<DumpedRecord> found = new ArrayList<>();
        LogDump.dump(broken, false, found::add, Progress.NONE);

        assertThat(found).hasSize(5).allMatch(record -> record.standing() == Standing.SOUND);
    }

    private Path write(RaftRequest request) throws IOException {
        return new LogFiles(1, 2).confChange(1, 1).entry(1, 2, request.toByteString()).writeTo(directory);
    }

    private List<DumpedRecord> dump(boolean showValues) throws IOException {
        List<DumpedRecord> found = new ArrayList<>();
        LogDump.dump(directory, showValues, found::add, Progress.NONE);
        return found;
    }

    private static ByteString message(String first, String second) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, first);
        out.writeString(2, second);
        out.flush();
        return bytes.toByteString();
    }
}
