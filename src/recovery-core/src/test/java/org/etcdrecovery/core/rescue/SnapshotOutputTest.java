package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.testing.FailingFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotOutputTest {
    @TempDir
    private Path directory;

    @Test
    void beginsNothingWhereThereIsTooLittleSpace() {
        assertThatThrownBy(() -> new SnapshotOutput(directory.resolve("new.db"), Long.MAX_VALUE))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("are needed there, but only ");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void returnsTheManifestThatIsBesideTheFile() throws IOException {
        Path target = directory.resolve("new.db");
        AtomicInteger calls = new AtomicInteger();
        try (SnapshotOutput output = new SnapshotOutput(target, 1)) {
            output.append(ByteBuffer.wrap(EtcdFile.usual().image()));

            Written written = output.publish(file -> file.sha256() + " " + calls.incrementAndGet(), Progress.NONE);

            assertThat(RecordedOrigin.manifestOf(target)).hasContent(written.manifest());
            assertThat(written.manifest()).startsWith(written.sha256());
        }
    }

    @Test
    void leavesNeitherSnapshotNorManifestIfTheirNamesCannotBeSynced() throws IOException {
        Path target = FailingFileSystem.syncingFails(directory, "input/output error").resolve("new.db");
        try (SnapshotOutput output = new SnapshotOutput(target, 1)) {
            output.append(ByteBuffer.wrap(EtcdFile.usual().image()));

            assertThatThrownBy(() -> output.publish(_ -> "{}", Progress.NONE))
                    .hasMessageContaining("input/output error");
        }

        assertThat(directory).isEmptyDirectory();
    }
}
