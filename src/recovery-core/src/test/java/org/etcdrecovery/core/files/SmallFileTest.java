package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Small files are read as a whole, and anything else is refused. */
@Timeout(60)
class SmallFileTest {
    private static final int LIMIT = 100;

    @TempDir
    Path directory;

    @Test
    void readsUpToTheLimit() throws IOException {
        for (int size : new int[]{0, 1, LIMIT}) {
            Path file = Files.writeString(directory.resolve("f" + size), "x".repeat(size));
            assertThat(SmallFile.text(file, LIMIT, "a plan")).hasSize(size);
        }
        Path large = Files.writeString(directory.resolve("large"), "x".repeat(LIMIT + 1));
        assertThatThrownBy(() -> SmallFile.read(large, LIMIT, "a plan")).hasMessageContaining("too large for a plan");
    }

    @Test
    void readsThroughALink() throws IOException {
        Path link = SpecialFile.LINK.at(directory.resolve("f"));
        assertThat(SmallFile.text(link, LIMIT, "a plan")).isEqualTo("precious");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"LINK", "DANGLING_LINK"})
    void refusesWhatIsNoFile(SpecialFile special) throws IOException {
        Path file = special.at(directory.resolve("f"));
        assertThatThrownBy(() -> SmallFile.read(file, LIMIT, "a plan"))
                .hasMessageContainingAll(file.toString(), special.words(), "regular file");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThatThrownBy(() -> SmallFile.read(link, LIMIT, "a plan")).hasMessageContaining(special.words());
    }

    @Test
    void readsNoMoreThanTheLimitOfALargeFile() throws IOException {
        Path sparse = directory.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThatThrownBy(() -> SmallFile.read(sparse, SmallFile.USUAL_LIMIT, "a plan"))
                .hasMessageContaining("too large for a plan");
    }

    @Test
    void saysWhatElseItIs() throws IOException {
        Path bytes = Files.write(directory.resolve("f"), new byte[]{(byte) 0xff});
        assertThatThrownBy(() -> SmallFile.text(bytes, LIMIT, "a plan")).hasMessageContaining("not a plan");
        assertThatThrownBy(() -> SmallFile.text(directory, LIMIT, "a plan"))
                .hasMessageContaining("a directory, not a plan");
        assertThatThrownBy(() -> SmallFile.text(directory.resolve("no"), LIMIT, "a plan"))
                .isInstanceOf(NoSuchFileException.class);
    }
}
