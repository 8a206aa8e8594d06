package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    private Path directory;

    @Test
    void playsEveryVerbToItsEnd() throws IOException {
        Snapshots.copyTo(directory);
        Path out = directory.resolve("out");

        Rehearsal.main(new String[]{directory.resolve(Snapshots.OF_3_6).toString(), out.toString()});

        assertThat(out.resolve("default.etcd/member/snap/db")).isRegularFile();
        assertThat(out.resolve("m1.etcd/member/snap/db")).isRegularFile();
    }
}
