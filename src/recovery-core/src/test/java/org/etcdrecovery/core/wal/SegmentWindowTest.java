package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentWindowTest {
    @TempDir
    private Path directory;

    /** A part of what a failed read wanted may be in the buffer. */
    @Test
    void aReadThatFailsLeavesNothingThatLooksLoaded() throws IOException {
        byte[] bytes = new byte[600 << 10];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("segment"), bytes);
        try (ByteSource source = ByteSource.open(file)) {
            SegmentWindow window = new SegmentWindow(source);
            long first = window.number(0);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(300 << 10);
            }
            assertThatThrownBy(() -> window.bytes(290 << 10, 100 << 10)).isInstanceOf(IOException.class);

            assertThat(window.number(0)).isEqualTo(first);
        }
    }

    @Test
    void whatReachesPastTheEndIsNotRead() {
        for (int size : new int[]{0, 5, 8, 100}) {
            SegmentWindow window = new SegmentWindow(ByteSource.of("segment", new byte[size]));

            assertThatThrownBy(() -> window.number(size - 7)).isInstanceOf(MalformedDataException.class);
            assertThatThrownBy(() -> window.bytes(0, size + 1)).isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void readsOnAfterItWasReleased() throws IOException {
        SegmentWindow window = new SegmentWindow(ByteSource.of("segment", new byte[]{1, 0, 0, 0, 0, 0, 0, 0, 2}));
        assertThat(window.number(0)).isEqualTo(1);

        window.release();

        assertThat(window.number(0)).isEqualTo(1);
    }
}
