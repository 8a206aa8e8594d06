package org.etcdrecovery.core.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.Openers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory in which the real packers pack a snapshot. Whatever happens, nothing stays in scratch. */
abstract class PackedFiles {
    @TempDir
    Path directory;

    Path scratch;

    @BeforeEach
    void places() throws IOException {
        scratch = Files.createDirectory(directory.resolve("scratch"));
        Files.write(directory.resolve("snapshot.db"), EtcdFile.withHash(EtcdFile.usual().image()));
        Files.write(directory.resolve("other.db"), EtcdFile.withHash(EtcdFile.usual().put("/x", "y").image()));
        Files.writeString(directory.resolve("notes.txt"), "taken before the upgrade\n");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    final Path packed() {
        return directory.resolve("packed");
    }

    final Inspection inspect(Path file, Optional<String> entry) throws IOException {
        try (SnapshotOpener opener = Openers.unpackingInto(scratch)) {
            return Inspector.inspect(opener, new SnapshotName(file, entry), Progress.NONE, _ -> {}, Quota.DEFAULT);
        }
    }

    static void assertRefused(Inspection inspection, PackedCode code, String summary, String remedy) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.NOT_A_SNAPSHOT);
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.summary()).contains(summary);
            assertThat(finding.remedy()).contains(remedy);
        });
    }
}
