package org.etcdrecovery.core.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.etcdrecovery.core.handover.HandOverFiles.HandOverFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandOverFilesTest {
    private static final List<HandOverFile> FILES = List.of(new HandOverFile("start-m1.sh", "#!/bin/sh\n", true),
            new HandOverFile("start-m2.txt", "read me\n", false));

    @TempDir
    private Path directory;

    @Test
    void onlyAScriptCanBeRunAndOnlyByItsOwner() throws IOException {
        List<Path> saved = HandOverFiles.save(directory, FILES);

        assertThat(saved).containsExactly(directory.resolve("start-m1.sh"), directory.resolve("start-m2.txt"));
        assertThat(saved.get(0)).hasContent("#!/bin/sh\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved.get(0)))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved.get(1)))).isEqualTo("rw-------");
    }

    @Test
    void nothingStaysWhereOneIsThere() throws IOException {
        Path older = Files.writeString(directory.resolve("start-m2.txt"), "older");

        assertThatThrownBy(() -> HandOverFiles.save(directory, FILES)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(older).hasContent("older");
        assertThat(directory.resolve("start-m1.sh")).doesNotExist();
    }
}
