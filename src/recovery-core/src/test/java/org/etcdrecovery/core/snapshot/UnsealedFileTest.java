package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image is judged as the file that it becomes when its hash is appended. */
class UnsealedFileTest {
    @TempDir
    private Path directory;

    @Test
    void aSoundImageIsJudgedLikeTheFile() throws IOException {
        assertLikeTheFile(EtcdFile.usual().image());
    }

    @Test
    void aDamagedImageIsJudgedLikeTheFile() throws IOException {
        byte[] image = EtcdFile.usual().image();
        Arrays.fill(image, 8192, image.length, (byte) 0xFF);
        assertLikeTheFile(image);
    }

    private void assertLikeTheFile(byte[] bytes) throws IOException {
        Path image = Files.write(directory.resolve("image"), bytes);
        Path file = directory.resolve("file.db");
        Inspection unsealed;
        FileHashes hashes;
        try (SnapshotFile open = SnapshotFile.unsealed(image, file)) {
            unsealed = Inspector.inspect(open, Progress.NONE, _ -> {});
            hashes = open.hashes(Progress.NONE);
        }
        Files.write(file, EtcdFile.withHash(bytes));

        Inspection sealed = Inspector.inspect(file, Progress.NONE, _ -> {});
        try (SnapshotFile open = SnapshotFile.open(file)) {
            assertThat(hashes).isEqualTo(open.hashes(Progress.NONE));
        }
        assertThat(unsealed.file()).isEqualTo(sealed.file());
        assertThat(unsealed.size()).isEqualTo(sealed.size());
        assertThat(unsealed.verdict()).isEqualTo(sealed.verdict());
        assertThat(unsealed.findings()).extracting(Finding::summary)
                .isEqualTo(sealed.findings().stream().map(Finding::summary).toList());
        assertThat(unsealed.facts()).isEqualTo(sealed.facts());
    }
}
