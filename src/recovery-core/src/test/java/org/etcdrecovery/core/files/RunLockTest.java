package org.etcdrecovery.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** To open a pipe for writing would wait for its reader, and through a link it would be another file. */
    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void touchesNothingElseAndDoesNotWait(SpecialFile special) throws IOException {
        Path made = special.at(directory.resolve("lock"));
        Object before = SpecialFile.identity(made);
        try (RunLock lock = RunLock.take(made)) {
            assertThat(lock.isShared()).isFalse();
        }

        assertThat(SpecialFile.identity(made)).isEqualTo(before);
        assertThat(directory.resolve("nowhere")).as("where the link leads").doesNotExist();
    }

    @Test
    void knowsNothingWhereNoFileCanBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        try (RunLock lock = RunLock.take(file.resolve("lock"))) {
            assertThat(lock.isShared()).isFalse();
        }
    }
}
