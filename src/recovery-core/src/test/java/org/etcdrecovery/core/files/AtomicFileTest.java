package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.testing.FailingFileSystem;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A name leads to the complete new file or to the old one, whatever has the name and however many writers there are.
 */
class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void whatIsNotPublishedIsNotThere() throws IOException {
        Path target = Files.writeString(directory.resolve("f"), "before");
        try (AtomicFile file = AtomicFile.replacing(target)) {
            file.write("half");
            assertThat(target).hasContent("before");
        }
        assertThat(target).hasContent("before");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void aPlaceThatTakesNoFileIsNamedAsItWasAskedFor() {
        Path target = Path.of("/proc/export.json");
        assumeTrue(Files.isDirectory(Path.of("/proc")), "there is no /proc, in which nobody can make a file");

        assertThatThrownBy(() -> AtomicFile.fresh(target)).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("/proc/export.json")
                .hasMessageNotContaining(".part");
    }

    @Test
    void ofTwoWritersTheLastToEndHasTheName() throws IOException {
        Path target = Files.writeString(directory.resolve("f"), "before");
        try (AtomicFile first = AtomicFile.replacing(target); AtomicFile second = AtomicFile.replacing(target)) {
            second.write("sec");
            first.write("first");
            first.publish();
            assertThat(target).hasContent("first");
            second.write("ond");
            second.publish();
        }
        assertThat(target).hasContent("second");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void aWriterThatGivesUpTakesNothingFromAnother() throws IOException {
        Path target = directory.resolve("f");
        try (AtomicFile first = AtomicFile.replacing(target)) {
            first.write("first");
            AtomicFile.replacing(target).close();
            first.publish();
        }
        assertThat(target).hasContent("first");
    }

    @Test
    void aPartThatWasReplacedIsNotPublished() throws IOException {
        Path target = Files.writeString(directory.resolve("f"), "before");
        Path part;
        try (AtomicFile file = AtomicFile.replacing(target)) {
            part = file.part();
            file.write("complete");
            Files.delete(part);
            Files.writeString(part, "of another");
            assertThatThrownBy(file::publish).isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("another process");
            assertThat(target).hasContent("before");
        }
        assertThat(part).as("what is not ours is not removed").hasContent("of another");
    }

    @Test
    void aPartThatIsGoneIsSaidToBe() throws IOException {
        try (AtomicFile file = AtomicFile.replacing(directory.resolve("f"))) {
            Files.delete(file.part());
            assertThatThrownBy(file::publish).hasMessageContaining("another process");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatAnotherLeftUnderTheOldNameIsNoObstacle() throws IOException {
        // Acts as another user's file in a directory with the sticky bit: it cannot be removed.
        Files.createDirectories(directory.resolve("f.part").resolve("x"));
        AtomicFile.replace(directory.resolve("f"), "text");
        assertThat(directory.resolve("f")).hasContent("text");
    }

    @ParameterizedTest
    @EnumSource
    void aSpecialFileIsRefusedUntouched(SpecialFile special) throws IOException {
        Path target = special.at(directory.resolve("f"));
        Object before = SpecialFile.identity(target);
        assertThatThrownBy(() -> AtomicFile.replacing(target)).isInstanceOf(FileSystemException.class)
                .hasMessageContaining(target.toString())
                .hasMessageContaining(special.words());
        assertThatThrownBy(() -> AtomicFile.fresh(target)).isInstanceOf(FileSystemException.class);
        assertThat(SpecialFile.identity(target)).isEqualTo(before);
        assertThat(names()).noneMatch(name -> name.endsWith(".part"));
    }

    @ParameterizedTest
    @EnumSource
    void aSpecialFileThatCameMeanwhileIsNotReplaced(SpecialFile special) throws IOException {
        Path target = directory.resolve("f");
        for (boolean replace : new boolean[]{true, false}) {
            try (AtomicFile file = replace ? AtomicFile.replacing(target) : AtomicFile.fresh(target)) {
                special.at(target);
                Object before = SpecialFile.identity(target);
                assertThatThrownBy(file::publish).isInstanceOf(FileSystemException.class);
                assertThat(SpecialFile.identity(target)).isEqualTo(before);
            }
            Files.delete(target);
        }
    }

    @Test
    void aDirectoryIsRefused() {
        assertThatThrownBy(() -> AtomicFile.replacing(directory)).hasMessageContaining("is a directory");
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        assertThatThrownBy(() -> AtomicFile.replacing(directory.resolve("no/f")))
                .hasMessageContaining("its directory does not exist; create it first");
    }

    @Test
    void aFreshFileNeverReplaces() throws IOException {
        Path target = directory.resolve("f");
        try (AtomicFile file = AtomicFile.fresh(target)) {
            file.write("ours");
            Files.writeString(target, "theirs");
            assertThatThrownBy(file::publish).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThatThrownBy(() -> AtomicFile.fresh(target)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(target).hasContent("theirs");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void withdrawsOnlyItsOwn() throws IOException {
        Path target = directory.resolve("f");
        Exception cause = new IOException("cause");
        try (AtomicFile file = AtomicFile.fresh(target)) {
            file.publish();
            file.withdraw(cause);
            assertThat(target).doesNotExist();
            Files.writeString(target, "of another");
            file.withdraw(cause);
            assertThat(target).hasContent("of another");
        }
        assertThat(cause).hasNoSuppressedExceptions();
    }

    @Test
    void takesAFreeNameBackIfItFailsAfterGivingIt() throws IOException {
        Path target = FailingFileSystem.syncingFails(directory, "input/output error").resolve("f");
        try (AtomicFile file = AtomicFile.fresh(target)) {
            assertThatThrownBy(file::publish).hasMessageContaining("input/output error");
            assertThat(file.isPublished()).isFalse();
            assertThat(names()).noneMatch("f"::equals);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void replacesAFileEvenIfItFailsAfterwards() throws IOException {
        Path target = FailingFileSystem.syncingFails(directory, "input/output error").resolve("f");
        Files.writeString(directory.resolve("f"), "before");

        assertThatThrownBy(() -> AtomicFile.replace(target, "after")).hasMessageContaining("input/output error");

        assertThat(directory.resolve("f")).hasContent("after");
        assertThat(names()).containsExactly("f");
    }

    @Test
    void longNamesFit() throws IOException {
        for (int length : new int[]{60, 61, 245, 255}) {
            Path target = directory.resolve("n".repeat(length));
            AtomicFile.replace(target, "text");
            assertThat(target).hasContent("text");
        }
        Path wide = directory.resolve("😀".repeat(63));
        AtomicFile.replace(wide, "text");
        assertThat(wide).hasContent("text");
    }

    @Test
    void isForItsOwnerOnlyFromTheBeginning() throws IOException {
        try (AtomicFile file = AtomicFile.replacing(directory.resolve("f"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.part())))
                    .isEqualTo("rw-------");
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
