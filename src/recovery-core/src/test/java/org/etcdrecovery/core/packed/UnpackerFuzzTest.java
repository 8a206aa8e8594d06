package org.etcdrecovery.core.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Mutation;
import org.etcdrecovery.core.testing.Openers;
import org.etcdrecovery.core.testing.Packers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mutated packed files end in findings, never in exceptions, and never in other data than was packed. */
class UnpackerFuzzTest {
    private static final int SAMPLE = 300;
    private static final int CAMPAIGN = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiterString = " :: ", value = {"zip :: zip -q packed.zip a.db b && mv packed.zip packed",
            "gzip :: gzip -c a.db > packed", "pigz :: pigz -zc a.db > packed", "zstd :: zstd -qc a.db > packed",
            "xz :: xz -c a.db > packed", "bzip2 :: bzip2 -c a.db > packed", "tar :: tar -cf packed b a.db",
            "tar :: truncate -s 5M b && tar -Scf packed b a.db", "tar gzip :: tar -czf packed b a.db"})
    void mutatedFilesEndInFindings(String programs, String line) throws IOException {
        Files.write(directory.resolve("a.db"), EtcdFile.withHash(EtcdFile.usual().image()));
        Files.writeString(directory.resolve("b"), "something else");
        Packers.run(directory, programs, line);
        String sha256 = Inspections.sha256(directory.resolve("a.db"));
        Path packed = directory.resolve("packed");
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        byte[] valid = Files.readAllBytes(packed);
        boolean hasChecksum = !line.contains("tar -cf") && !line.contains("tar -Scf");
        Random random = new Random(line.hashCode());
        for (int i = 0; i < LongRun.times(SAMPLE, CAMPAIGN); i++) {
            Files.write(packed, Mutation.of(valid, random));
            int attempt = i;
            Assertions.assertThatCode(() -> {
                Inspection inspection = inspect(packed, scratch);
                assertThat(inspection.findings().isEmpty() && inspection.facts().isEmpty()).isFalse();
                if (hasChecksum && inspection.packed().isPresent()) {
                    inspection.facts().ifPresent(facts -> assertThat(facts.hashes().sha256()).isEqualTo(sha256));
                }
            }).as("%s, attempt %s", line, attempt).doesNotThrowAnyException();
            try (Stream<Path> left = Files.list(scratch)) {
                assertThat(left).isEmpty();
            }
        }
    }

    private static Inspection inspect(Path packed, Path scratch) throws IOException {
        try (SnapshotOpener opener = Openers.unpackingInto(scratch)) {
            return org.junit.jupiter.api.Assertions.assertTimeout(LONGEST, () -> Inspector.inspect(opener,
                    SnapshotName.of(packed), Progress.NONE, _ -> {}, Quota.DEFAULT));
        }
    }
}
