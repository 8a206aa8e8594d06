package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
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
}
