package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path directory;

    @Test
    void theSecondSeesThatItIsShared() throws IOException {
        Path file = directory.resolve("home/lock");
        try (RunLock first = RunLock.take(file); RunLock second = RunLock.take(file)) {
            assertThat(first.isShared()).isFalse();
            assertThat(second.isShared()).isTrue();
        }
        try (RunLock next = RunLock.take(file)) {
            assertThat(next.isShared()).as("after both ended").isFalse();
        }
    }

    @Test
    void neverFails() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("lock"), directory.resolve("elsewhere"));
        try (RunLock lock = RunLock.take(link)) {
            assertThat(lock.isShared()).isFalse();
        }
        assertThat(directory.resolve("elsewhere")).as("where the link leads").doesNotExist();
        Path file = Files.createFile(directory.resolve("file"));
        try (RunLock lock = RunLock.take(file.resolve("lock"))) {
            assertThat(lock.isShared()).isFalse();
        }
    }
}
