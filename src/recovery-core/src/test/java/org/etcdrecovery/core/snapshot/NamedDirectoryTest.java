package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that is named where a snapshot is expected. */
class NamedDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void namesTheSnapshotsInItNewestFirst() throws IOException {
        write("old.db", 1);
        write("new.db", 3);
        Path packed = directory.resolve("between\n.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(1);
        }
        age(packed, 2);
        Files.writeString(directory.resolve("notes.txt"), "remember");
        Files.createDirectory(directory.resolve("more.db"));

        assertRefusal().endsWith("is a directory, not a file; name one in it that can be a snapshot, newest first:"
                + " “new.db”, “between\\n.gz”, “old.db”");
    }

    @Test
    void namesFiveOfMany() throws IOException {
        for (int i = 1; i <= 6; i++) {
            write(i + ".db", i);
        }

        assertRefusal().endsWith(": “6.db”, “5.db”, “4.db”, “3.db”, “2.db”, and others");
    }

    @Test
    void withoutSnapshotsItIsJustADirectory() throws IOException {
        Files.createFile(directory.resolve("empty"));

        assertRefusal().endsWith(directory.getFileName() + " is a directory, not a file");
    }

    @Test
    void anEtcdDataDirectoryIsRescued() throws IOException {
        Files.createDirectories(directory.resolve("member/snap"));

        assertRefusal().contains("is an etcd data directory, not a snapshot: rescue it");
    }

    private AbstractStringAssert<?> assertRefusal() {
        AbstractThrowableAssert<?, ?> thrown = assertThatThrownBy(
                () -> SnapshotOpener.plain().open(SnapshotName.of(directory), Progress.NONE))
                .isInstanceOf(FileNotFoundException.class);
        return thrown.message();
    }

    private void write(String name, long day) throws IOException {
        age(Files.write(directory.resolve(name), EtcdFile.usual().snapshot()), day);
    }

    private static void age(Path file, long day) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(day * 86_400)));
    }
}
