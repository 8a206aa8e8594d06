package org.etcdrecovery.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The snapshots that the verbs are tried on. */
abstract class SampleFixture {
    /** What an API server of Kubernetes 1.35 wrote. */
    static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    /** A copy of a small snapshot of 3.6. */
    Path file;

    @BeforeEach
    void place() throws IOException {
        Snapshots.copyTo(directory);
        file = directory.resolve(Snapshots.OF_3_6);
    }
}
