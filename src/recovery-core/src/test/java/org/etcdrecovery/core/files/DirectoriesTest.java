package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.etcdrecovery.core.testing.FailingFileSystem;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Names are listed or the failure is clear, moved without replacing anything, and created one by one. */
class DirectoriesTest {
    @TempDir
    Path directory;

    @Test
    void listsByName() throws IOException {
        Files.createFile(directory.resolve("b"));
        Files.createFile(directory.resolve("a"));
        assertThat(Directories.list(directory)).containsExactly(directory.resolve("a"), directory.resolve("b"));
    }

    @Test
    void aListingThatFailsInTheMiddleIsAnOrdinaryFailure() throws IOException {
        Files.createFile(directory.resolve("a"));
        Path failing = FailingFileSystem.listingFails(directory, "Input/output error");
        assertThatThrownBy(() -> Directories.list(failing)).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("Input/output error");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DANGLING_LINK")
    @Timeout(60)
    void listsNothingButADirectory(SpecialFile special) throws IOException {
        Path file = special.at(directory.resolve("f"));
        assertThatThrownBy(() -> Directories.list(file)).isInstanceOf(NotDirectoryException.class);
    }

    /** Linux says of /proc that it does not exist. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileSystemWithoutRoomForDirectoriesIsCalledThat() {
        assertThatThrownBy(() -> Directories.createMissing(Path.of("/proc/etcd-recovery/m1.etcd")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("no directory can be created in this file system");
        assertThatThrownBy(() -> Directories.create(directory.resolve("absent/m1.etcd")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void movingNeverReplaces() throws IOException {
        Path file = Files.writeString(directory.resolve("from"), "from");
        Path taken = Files.writeString(directory.resolve("taken"), "taken");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        assertThatThrownBy(() -> Directories.moveToFreeName(file, taken))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Directories.moveToFreeName(tree, taken))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(taken).hasContent("taken");
        Directories.moveToFreeName(file, directory.resolve("free"));
        assertThat(directory.resolve("free")).hasContent("from");
        assertThat(file).doesNotExist();
        Directories.moveToFreeName(tree, directory.resolve("free-tree"));
        assertThat(directory.resolve("free-tree")).isDirectory();
    }

    @Test
    void refusesFileSystemsOfTheKernelEvenToRoot() {
        Path kernel = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(kernel), "no /proc");

        assertThatThrownBy(() -> Directories.checkWritable(kernel)).isInstanceOf(IOException.class);
        assertThatCode(() -> Directories.checkWritable(directory)).doesNotThrowAnyException();
    }

    @Test
    void saysWhichDirectoriesItMade() throws IOException {
        assertThat(Directories.createMissing(directory.resolve("a/b")))
                .containsExactly(directory.resolve("a"), directory.resolve("a/b"));
        assertThat(Directories.createMissing(directory.resolve("a/b"))).isEmpty();
    }
}
