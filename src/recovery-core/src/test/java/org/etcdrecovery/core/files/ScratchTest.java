package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.etcdrecovery.core.testing.FailingFileSystem;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    private static final String ABANDONED = Scratch.PREFIX + "0123456789abcdef";

    @TempDir
    private Path base;

    @Test
    void onlyItsOwnerCanEnterADirectoryWhichGoesWithItsFiles() throws IOException {
        try (ScratchDirectory directory = Scratch.in(base).create(); ScratchFile file = directory.create("x", 1)) {
            file.write(new byte[100], 10, 80);
            assertThat(Files.size(file.path())).isEqualTo(80);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                    .isEqualTo("rw-------");
        }
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void aSweepRemovesOnlyWhatAKilledProcessLeft() throws IOException {
        Path abandoned = Files.createDirectory(base.resolve(ABANDONED));
        Files.write(abandoned.resolve("owner"), ScratchDirectory.MARK);
        Files.writeString(abandoned.resolve("snapshot.db"), "half");
        Path empty = Files.createDirectory(base.resolve(Scratch.PREFIX + "0000000000000000"));
        Path foreign = Files.createDirectory(base.resolve(Scratch.PREFIX + "of-somebody"));
        Path filled = Files.createDirectory(base.resolve(Scratch.PREFIX + "1111111111111111"));
        Files.writeString(filled.resolve("precious"), "not from this program: no owner file");
        Path alike = Files.createDirectory(base.resolve(Scratch.PREFIX + "3333333333333333"));
        Files.writeString(alike.resolve("owner"), "alice");
        Path link = Files.createSymbolicLink(base.resolve(Scratch.PREFIX + "2222222222222222"), filled);
        try (ScratchDirectory used = Scratch.in(base).create()) {
            Scratch.in(base).sweep();

            assertThat(base.toFile().list()).containsExactlyInAnyOrder(used.path().getFileName().toString(),
                    empty.getFileName().toString(), foreign.getFileName().toString(), filled.getFileName().toString(),
                    alike.getFileName().toString(), link.getFileName().toString());
            assertThat(filled.resolve("precious")).exists();
            assertThat(used.path().resolve("owner")).exists();
            // The lock is still there for other processes.
            assertThat(ProcessLock.on(used.path().resolve("owner")).state()).isNotEqualTo(ProcessLock.State.FREE);
        }
    }

    @Test
    void aSweepRemovesWhatAProcessLeftThatEndedBeforeItCouldMarkIt() throws IOException {
        Path unmarked = Files.createDirectory(base.resolve(ABANDONED));
        Files.createFile(unmarked.resolve("owner"));
        Path filled = Files.createDirectory(base.resolve(Scratch.PREFIX + "1111111111111111"));
        Files.createFile(filled.resolve("owner"));
        Files.writeString(filled.resolve("precious"), "not from this program");

        Scratch.in(base).sweep();

        assertThat(base).isDirectoryContaining(filled::equals);
        assertThat(unmarked).doesNotExist();
        assertThat(filled.resolve("precious")).exists();
    }

    @Test
    void aSweepRemovesAnEmptyDirectoryOnceItIsOld() throws IOException {
        Path old = Files.createDirectory(base.resolve(ABANDONED));
        Path filled = Files.createDirectory(base.resolve(Scratch.PREFIX + "1111111111111111"));
        Files.writeString(filled.resolve("precious"), "not from this program");
        Path fresh = Files.createDirectory(base.resolve(Scratch.PREFIX + "2222222222222222"));
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(old, yesterday);
        Files.setLastModifiedTime(filled, yesterday);

        Scratch.in(base).sweep();

        assertThat(old).doesNotExist();
        assertThat(filled.resolve("precious")).exists();
        assertThat(fresh).as("a process may be about to use it").exists();
    }

    @Test
    void aSweepGoesOnBehindADirectoryThatCannotBeRemoved() throws IOException {
        Path stuck = Files.createDirectory(base.resolve(Scratch.PREFIX + "0000000000000000"));
        Files.write(stuck.resolve("owner"), ScratchDirectory.MARK);
        Path abandoned = Files.createDirectory(base.resolve(ABANDONED));
        Files.write(abandoned.resolve("owner"), ScratchDirectory.MARK);

        Scratch.in(FailingFileSystem.deletingFails(base, stuck.getFileName().toString())).sweep();

        assertThat(stuck).exists();
        assertThat(abandoned).doesNotExist();
    }

    @Test
    void leavesNothingWhereNoFileCanBeCreated() {
        Path full = FailingFileSystem.creatingFilesFails(base, "No space left on device");

        assertThatThrownBy(() -> Scratch.in(full).create()).isInstanceOf(ScratchException.class)
                .hasMessageContaining("nothing can be written to the scratch directory", base.toString(),
                        "no space is left on that disk", "--scratch DIR");

        assertThat(base).isEmptyDirectory();
    }

    @Test
    void aLinkInAnAbandonedDirectoryIsNotFollowed() throws IOException {
        Path precious = Files.writeString(base.resolve("precious"), "x");
        Path abandoned = Files.createDirectory(base.resolve(ABANDONED));
        Files.createSymbolicLink(abandoned.resolve("owner"), precious);

        Scratch.in(base).sweep();

        assertThat(precious).hasContent("x");
        assertThat(abandoned).exists();
    }

    @Test
    void aDirectoryOfAnotherUserIsLeft() throws IOException {
        Path abandoned = Files.createDirectory(base.resolve(ABANDONED));
        Files.write(abandoned.resolve("owner"), ScratchDirectory.MARK);
        try {
            Files.setAttribute(abandoned, "unix:uid", 12345);
        } catch (IOException e) {
            Assumptions.abort("only root can give a directory away");
        }

        Scratch.in(base).sweep();

        assertThat(abandoned.resolve("owner")).exists();
    }

    @Test
    void aDirectoryThatAnotherProcessHasLockedIsNotTaken() throws IOException {
        Path directory = Files.createDirectory(base.resolve(ABANDONED));
        try (FileChannel owner = FileChannel.open(directory.resolve("owner"), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
            assertThat(owner.tryLock()).isNotNull();
            owner.write(ByteBuffer.wrap(ScratchDirectory.MARK));
            Scratch.in(base).sweep();
            assertThat(directory).exists();
        }
        Scratch.in(base).sweep();
        assertThat(directory).doesNotExist();
    }

    @Test
    void tooLittleSpaceIsFoundBeforeAndWhileWriting() throws IOException {
        Path path = base.resolve("file");
        assertThatThrownBy(() -> ScratchFile.create(path, 100, () -> ScratchFile.RESERVE + 99))
                .isInstanceOf(ScratchException.class)
                .hasMessageContaining("134 MB free, which is not enough")
                .hasMessageContaining("--scratch DIR");
        assertThat(path).doesNotExist();
        long[] free = {ScratchFile.RESERVE * 2};
        try (ScratchFile file = ScratchFile.create(path, 100, () -> free[0])) {
            byte[] chunk = new byte[1 << 20];
            file.write(chunk, 0, chunk.length);
            free[0] = ScratchFile.RESERVE;
            assertThatThrownBy(() -> {
                for (int i = 0; i < 20; i++) {
                    file.write(chunk, 0, chunk.length);
                }
            }).isInstanceOf(ScratchException.class).hasMessageContaining("must stay free");
        }
    }

    @Test
    void memoryIsUsedOnlyIfItIsNamed() throws IOException {
        Path memory = Path.of("/dev/shm");
        Assumptions.assumeTrue(Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs"),
                "no file system in memory");
        assertThatThrownBy(() -> Scratch.unnamed(memory).create()).isInstanceOf(ScratchException.class)
                .hasMessageContaining("is in memory");
        Path named = Files.createTempDirectory(memory, "scratch-test");
        try (ScratchDirectory directory = Scratch.of(Map.of(Scratch.VARIABLE, named.toString())).create()) {
            assertThat(directory.path()).hasParentRaw(named);
        } finally {
            Files.delete(named);
        }
    }

    @Test
    void aMissingDirectoryIsNotCreated() {
        assertThatThrownBy(() -> Scratch.in(base.resolve("missing")).create()).isInstanceOf(ScratchException.class)
                .hasMessageContaining("does not exist: create it");
        Scratch.in(base.resolve("missing")).sweep();
    }
}
