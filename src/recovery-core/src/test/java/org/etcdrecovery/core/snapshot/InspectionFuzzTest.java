package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.etcdrecovery.core.progress.Progress;

/**
 * Whatever happens to a real snapshot, an inspection of it ends with a verdict, and a changed byte never passes. For a
 * longer run: {@code mvn -pl src/recovery-core test -Dtest=InspectionFuzzTest -Djqwik.tries.default=100000}.
 */
class InspectionFuzzTest {
    /** A snapshot of etcd 3.6; the README next to it says how it was made. */
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");
    private static final int PAGE_SIZE = 4096;

    private final byte[] sample = Files.readAllBytes(SAMPLE);
    private final Path file = Files.createTempFile("inspection-fuzz", ".db");

    InspectionFuzzTest() throws IOException {
        // The initialisers of the fields read files.
    }

    @AfterProperty
    void removeTheFile() throws IOException {
        Files.delete(file);
    }

    @Property
    void aFlippedByteNeverPasses(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int flips) throws IOException {
        Random random = new Random(seed);
        byte[] flipped = sample.clone();
        flip(random, flipped, flips);
        assertThat(inspect(flipped).verdict()).isIn(Verdict.DAMAGED, Verdict.NOT_A_SNAPSHOT);
    }

    /** Appends the right hash again, as an attacker would. */
    @Property
    void aForgedFileEndsInAVerdict(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int flips)
            throws IOException {
        Random random = new Random(seed);
        byte[] image = Arrays.copyOf(sample, sample.length - TrailingHash.LENGTH);
        flip(random, image, flips);
        inspect(EtcdFile.withHash(image));
    }

    /** Most of a file is values; headers and elements are at the beginning of the pages. */
    @Property
    void aForgedHeaderEndsInAVerdict(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes)
            throws IOException {
        Random random = new Random(seed);
        byte[] image = Arrays.copyOf(sample, sample.length - TrailingHash.LENGTH);
        for (int i = 0; i < changes; i++) {
            int at = PAGE_SIZE * (2 + random.nextInt(image.length / PAGE_SIZE - 2)) + random.nextInt(80);
            Arrays.fill(image, at, at + 1 + random.nextInt(8), (byte) (random.nextBoolean() ? 0xFF : random.nextInt()));
        }
        inspect(EtcdFile.withHash(image));
    }

    @Property
    void aFileThatIsCutOffNeverPasses(@ForAll long seed) throws IOException {
        int length = new Random(seed).nextInt(sample.length);
        Verdict verdict = inspect(Arrays.copyOf(sample, length)).verdict();
        assertThat(verdict).isNotEqualTo(Verdict.RESTORABLE);
        if (length < sample.length - TrailingHash.LENGTH) {
            assertThat(verdict).isIn(Verdict.DAMAGED, Verdict.NOT_A_SNAPSHOT);
        }
    }

    private Inspection inspect(byte[] bytes) throws IOException {
        Inspection inspection = Inspector.inspect(Files.write(file, bytes), Progress.NONE, finding -> {});
        if (inspection.verdict() == Verdict.RESTORABLE || inspection.verdict() == Verdict.RESTORABLE_WITH_CARE) {
            assertThat(inspection.facts()).isPresent();
        }
        return inspection;
    }

    /** Flips a different bit each time, so that none is flipped back. */
    private static void flip(Random random, byte[] bytes, int flips) {
        for (int bit = 0; bit < flips; bit++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << bit);
        }
    }
}
