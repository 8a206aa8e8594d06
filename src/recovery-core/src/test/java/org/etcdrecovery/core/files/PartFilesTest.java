package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts that a killed writer left are distinguished from parts being written and from unrelated files. */
class PartFilesTest {
    @TempDir
    Path directory;

    @Test
    void findsWhatIsLeftAndNotWhatIsWritten() throws IOException {
        Path target = directory.resolve("backup.db");
        Path left = Files.writeString(directory.resolve("backup.db.0123abcd.part"), "half");
        Files.writeString(directory.resolve("backup.db.part"), "of another program");
        Files.writeString(directory.resolve("backup.db2.0123abcd.part"), "of another file");
        Files.writeString(directory.resolve("backup.db.0123abcd"), "complete");
        Assumptions.assumeTrue(ProcessLock.on(left).state() != ProcessLock.State.UNKNOWN, "locks cannot be seen here");
        try (AtomicFile _ = AtomicFile.replacing(target)) {
            assertThat(PartFiles.abandoned(target)).containsExactly(left);
        }
    }
}
