package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.etcdrecovery.core.testing.FailingFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Free space is known wherever files can be written, also in a root that is no mount point. */
class DiskTest {
    @TempDir
    Path directory;

    @Test
    void isTheSameForTwoDirectories() throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        assertThat(Disk.of(below)).isEqualTo(Disk.of(directory)).hasSameHashCodeAs(Disk.of(directory));
        assertThat(Disk.of(below).free()).isPositive();
        assertThat(Disk.of(below).type()).isPresent();
    }

    @Test
    void isKnownWhereNoMountPointFits() throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        Disk unknown = Disk.of(FailingFileSystem.mountsAreUnknown(directory));
        assertThat(unknown).isEqualTo(Disk.of(FailingFileSystem.mountsAreUnknown(below)));
        assertThat(unknown.free()).isPositive();
        assertThat(unknown.type()).isEmpty();
        assertThat(unknown.name()).isEqualTo(directory.toString());
        assertThatCode(() -> Directories.checkWritable(FailingFileSystem.mountsAreUnknown(directory)))
                .doesNotThrowAnyException();
    }

    @Test
    void aMissingDirectoryHasNone() {
        assertThatThrownBy(() -> Disk.of(directory.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }
}
