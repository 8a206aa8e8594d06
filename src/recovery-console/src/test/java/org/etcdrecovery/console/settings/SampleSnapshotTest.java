package org.etcdrecovery.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSnapshotTest {
    @Test
    void unpacksTheSampleOfTheRepositoryAfreshEachTime(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("data").resolve("sample.db");
        SampleSnapshot.unpack(file);
        Files.writeString(file, "tried something");

        assertThat(SampleSnapshot.unpack(file)).hasSameBinaryContentAs(Path.of("../../assets/sample/kubernetes.db"));
    }
}
