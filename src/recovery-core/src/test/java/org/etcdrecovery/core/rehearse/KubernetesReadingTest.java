package org.etcdrecovery.core.rehearse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rehearse.StageResult.Outcome;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesReadingTest {
    private static final Path REAL = Path.of("../../assets/sample/kubernetes.db");

    @TempDir
    private Path directory;

    @Test
    void everyValueThatAnApiServerWroteIsDecoded() throws IOException {
        KubernetesReading reading = KubernetesReading.of(REAL, Progress.NONE).orElseThrow();

        assertThat(reading.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(reading.seen()).isEqualTo("265 objects decode");
        assertThat(reading.details()).isEmpty();
    }

    @Test
    void aValueThatDoesNotDecodeIsNamedAndAnEncryptedOneIsCounted() throws IOException {
        Records records = Records.of(REAL);
        replace(records, "/registry/configmaps/data/c0", "x8s");
        replace(records, "/registry/secrets/data/s0", "k8s:enc:aescbc:v1:key1:");
        Path file = Files.write(directory.resolve("changed.db"), records.snapshot());

        KubernetesReading reading = KubernetesReading.of(file, Progress.NONE).orElseThrow();

        assertThat(reading.outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(reading.seen())
                .isEqualTo("263 objects decode; 1 value is encrypted, and only an API server can read it;"
                        + " 1 value does not decode");
        assertThat(reading.details()).containsExactly("/registry/configmaps/data/c0: it is no object of Kubernetes");
    }

    @Test
    void withoutKubernetesThereIsNothingToRead() throws IOException {
        Path file = Files.write(directory.resolve("other.db"), EtcdFile.usual().snapshot());

        assertThat(KubernetesReading.of(file, Progress.NONE)).isEmpty();
    }

    /** Writes over the beginning of the values that Kubernetes stored under a key. */
    private static void replace(Records records, String key, String beginning) {
        SortedMap<byte[], byte[]> bucket = records.bucket("key");
        for (byte[] revision : records.keys("key")) {
            String record = new String(bucket.get(revision), ISO_8859_1);
            int value = record.indexOf("k8s\0");
            if (record.indexOf(key + "\u0010") >= 0 && value >= 0) {
                String changed = record.substring(0, value) + beginning + record.substring(value + beginning.length());
                records.put("key", revision, changed.getBytes(ISO_8859_1));
            }
        }
    }
}
