package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an inspection says about bytes after the image other than just its SHA-256. */
class StrayBytesTest {
    private static final byte[] IMAGE = EtcdFile.usual().image();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 480, 512, 4096})
    void theRightHashIsFoundBeforeStrayBytes(int stray) throws IOException {
        byte[] snapshot = EtcdFile.withHash(IMAGE);
        byte[] longer = Arrays.copyOf(snapshot, snapshot.length + stray);
        Arrays.fill(longer, snapshot.length, longer.length, (byte) '\n');
        Inspection inspection = inspect(longer);
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.facts().orElseThrow().hashes().trailingHash().state()).isEqualTo(State.RIGHT);
        assertThat(inspection.facts().orElseThrow().hashes().trailingHash().imageSize()).isEqualTo(IMAGE.length);
        Finding finding = strayBytes(inspection).orElseThrow();
        assertThat(finding.place()).isEqualTo("offset " + snapshot.length);
        assertThat(finding.summary()).endsWith(
                stray == 1 ? "right, but 1 stray byte follows it" : "right, but " + stray + " stray bytes follow it");
        assertThat(finding.remedy()).contains("head -c " + snapshot.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 33, 500})
    void bytesThatAreNoHashAreCareBesidesTheMissingHash(int stray) throws IOException {
        Inspection inspection = inspect(Arrays.copyOf(IMAGE, IMAGE.length + stray));
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertThat(inspection.findings()).extracting(Finding::code)
                .containsExactly(FindingCode.HASH_STRAY_BYTES, FindingCode.HASH_MISSING);
    }

    @Test
    void aHashBehindWholePagesIsTheOneThatTheToolsLookFor() throws IOException {
        byte[] grown = EtcdFile.withHash(Arrays.copyOf(IMAGE, IMAGE.length + 8192));
        Inspection inspection = inspect(grown);
        assertThat(inspection.facts().orElseThrow().hashes().trailingHash().state()).isEqualTo(State.RIGHT);
        assertThat(inspection.facts().orElseThrow().hashes().trailingHash().imageSize()).isEqualTo(IMAGE.length + 8192);
        assertThat(strayBytes(inspection)).isEmpty();
    }

    @Test
    void aCutHashIsNotTakenForOne() throws IOException {
        byte[] snapshot = EtcdFile.withHash(IMAGE);
        Inspection inspection = inspect(Arrays.copyOf(snapshot, snapshot.length - 1));
        assertThat(inspection.facts().orElseThrow().hashes().trailingHash().state()).isEqualTo(State.ABSENT);
        assertThat(strayBytes(inspection).orElseThrow().summary()).startsWith("31 bytes after the image are neither");
    }

    private static Optional<Finding> strayBytes(Inspection inspection) {
        return inspection.findings().stream().filter(found -> found.code() == FindingCode.HASH_STRAY_BYTES).findFirst();
    }

    private Inspection inspect(byte[] bytes) throws IOException {
        return Inspections.of(Files.write(directory.resolve("snapshot.db"), bytes));
    }
}
