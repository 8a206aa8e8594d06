package org.etcdrecovery.core.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadableFileTest {
    private static final int PAGE = 4096;

    @TempDir
    private Path directory;

    /** Otherwise the numbers of later records would name others. */
    @Test
    void aPageThatCanNoLongerBeReadInTheSecondPassIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("src/test/samples/kubernetes.db"));
        Path path = Files.write(directory.resolve("snapshot"), bytes);
        long[] lastLeaf = {0};
        long[] records = {0};
        try (SnapshotFile file = SnapshotFile.open(path)) {
            ReadableFile readable = ReadableFile.open(file, Progress.NONE);
            readable.walkKeys(leaf -> {
                lastLeaf[0] = leaf.offset(0) / PAGE * PAGE;
                records[0] += leaf.count();
            });
            readable.walkKeysAgain(leaf -> records[0] -= leaf.count());
            assertThat(records[0]).isZero();

            Arrays.fill(bytes, (int) lastLeaf[0], (int) lastLeaf[0] + PAGE, (byte) 0);
            Files.write(path, bytes);

            assertThatThrownBy(() -> readable.walkKeysAgain(_ -> {})).isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("records of the keyspace as a moment before");
        }
    }
}
