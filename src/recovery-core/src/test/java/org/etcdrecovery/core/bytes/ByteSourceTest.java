package org.etcdrecovery.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteSourceTest {
    @TempDir
    Path dir;

    @Test
    void readsLittleEndianAtAnOffset() throws IOException {
        try (ByteSource source = ByteSource.open(write(9, 1, 2, 0, 0, 7))) {
            assertThat(source.size()).isEqualTo(6);
            assertThat(source.read(1, 4).getInt()).isEqualTo(0x0201);
        }
    }

    @Test
    void saysWhereTheDataEnds() throws IOException {
        Path file = write(1, 2, 3);
        try (ByteSource source = ByteSource.open(file)) {
            assertThatThrownBy(() -> source.read(2, 2)).isInstanceOf(MalformedDataException.class)
                    .hasMessage(file + " at offset 2: expected 2 bytes, found the end of the data at 3");
            assertThatThrownBy(() -> source.read(Long.MAX_VALUE, ByteBuffer.allocate(2)))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void noticesAFileThatIsCutShortWhileItIsRead() throws IOException {
        Path file = write(1, 2, 3, 4);
        try (ByteSource source = ByteSource.open(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(2);
            }
            assertThatThrownBy(() -> source.read(0, 4)).isInstanceOf(MalformedDataException.class)
                    .hasMessageContaining("was 4 bytes long when it was opened");
        }
    }

    @Test
    void refusesWhatIsNotARegularFile() {
        assertThatThrownBy(() -> ByteSource.open(dir)).isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> ByteSource.open(Path.of("/dev/null"))).isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> ByteSource.open(dir.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    private Path write(int... bytes) throws IOException {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return Files.write(dir.resolve("file"), content);
    }
}
