package org.etcdrecovery.core.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.Packers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed files out of which no snapshot is taken, because they hold none, are cut off, or hold more than was packed. */
class UnusablePackingTest extends PackedFiles {
    @ParameterizedTest
    @CsvSource(delimiterString = " :: ", quoteCharacter = '§', value = {
            "zip :: zip -q packed notes.txt && mv packed.zip packed :: “notes.txt” in the archive is text",
            "gzip :: gzip -c notes.txt > packed :: What is inside is text that begins with “taken before the",
            "gzip :: head -c 100000 /dev/zero | gzip > packed :: What is inside: The first 66 kB of the file are zeros",
            "gzip :: printf 'SQLite format 3\\0' | gzip > packed :: SQLite",
            "tar :: printf 'age-encryption.org/v1\\n' > snapshot.db.age && tar -cf packed snapshot.db.age :: encrypted with age",
            "zstd :: printf '[{\"etcdEvent\":{}}]' | zstd -qc > packed :: a delta of Gardener",
            "gzip :: : | gzip > packed :: What is inside is empty",
            "tar :: mkdir empty && tar -cf packed empty :: The one entry of the archive",
            "zip :: zip -q packed notes.txt && zip -qd packed notes.txt :: nothing",
            "tar gzip :: gzip -k snapshot.db && tar -cf packed snapshot.db.gz :: “snapshot.db.gz” is itself compressed with gzip",
            "gzip :: gzip -c snapshot.db | gzip > packed :: What is inside is itself compressed with gzip",
            "zip gzip :: zip -q a.zip snapshot.db && gzip -c a.zip > packed :: What is inside is itself a ZIP archive",
            "zip :: zip -q -P secret packed snapshot.db && mv packed.zip packed :: “snapshot.db” is encrypted",
            "zstd :: head -c 40000000 /dev/zero | cat snapshot.db - | zstd -qc --long=27 > packed :: a larger window",
            "zstd :: (printf 'P*M\\030\\004\\000\\000\\000abcd'; zstd -qc snapshot.db) > packed :: a frame to skip",
            "xz :: head -c 3000000 /dev/zero | xz --lzma2=preset=0,dict=192MiB > packed :: more memory than 128 MiB",
            "tar :: ln -s snapshot.db link.db && tar -cf packed link.db :: The one entry of the archive"})
    void whatIsNoSnapshotIsNamed(String programs, String line, String words) throws IOException {
        Packers.run(directory, programs, line + " || true");
        if (!Files.exists(packed())) {
            // zip removes an archive that becomes empty.
            return;
        }
        Inspection inspection = inspect(packed(), Optional.empty());

        assertThat(inspection.verdict()).isEqualTo(Verdict.NOT_A_SNAPSHOT);
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isInstanceOf(PackedCode.class);
            assertThat(finding.summary()).contains(words);
        });
        assertThat(inspection.facts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " :: ", quoteCharacter = '§', value = {"gzip :: gzip -c snapshot.db > packed",
            "pigz :: pigz -zc snapshot.db > packed",
            "zstd :: zstd -qc snapshot.db > packed", "xz :: xz -c snapshot.db > packed",
            "bzip2 :: bzip2 -c snapshot.db > packed", "zip :: zip -q packed.zip snapshot.db && mv packed.zip packed",
            "tar :: tar -cf packed snapshot.db", "tar gzip :: tar -czf packed snapshot.db"})
    void whatIsCutOffIsNeverJudged(String programs, String line) throws IOException {
        Packers.run(directory, programs, line);
        byte[] whole = Files.readAllBytes(packed());
        int shortest = line.contains("tar -cf") ? 700 : 300;
        // A tar archive ends with at least 1024 zeros, whose last do not matter.
        int longest = line.contains("tar -cf") ? whole.length - 10_240 : whole.length - 1;
        for (int length : new int[]{shortest, whole.length / 3, whole.length / 2, longest - 8, longest}) {
            Files.write(packed(), Arrays.copyOf(whole, length));
            Inspection inspection = inspect(packed(), Optional.empty());
            assertThat(inspection.findings()).as("%s of %s bytes", length, whole.length)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.code()).isEqualTo(PackedCode.DAMAGED));
            assertThat(inspection.facts()).isEmpty();
            assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
            assertThat(inspection.maySalvage()).isFalse();
        }
        if (!line.contains("tar -cf") && !line.contains("zip -q")) {
            byte[] longer = Arrays.copyOf(whole, whole.length + 5);
            longer[whole.length + 3] = 7;
            Files.write(packed(), longer);
            assertThat(inspect(packed(), Optional.empty()).verdict()).isEqualTo(Verdict.DAMAGED);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " :: ", value = {"gzip :: gzip -c snapshot.db > packed",
            "pigz :: pigz -zc snapshot.db > packed", "xz :: xz -c snapshot.db > packed",
            "bzip2 :: bzip2 -c snapshot.db > packed",
            "bzip2 :: (head -c 5000 snapshot.db | bzip2; tail -c +5001 snapshot.db | bzip2) > packed",
            "zstd :: zstd -qc snapshot.db > packed", "zstd :: zstd -qc --no-check snapshot.db > packed",
            "zstd :: cat snapshot.db | zstd -qc -1 > packed",
            "zstd :: head -c 3000000 /dev/zero | cat snapshot.db - > long.db && zstd -qc long.db > packed",
            "zstd :: (head -c 5000 snapshot.db | zstd -qc; tail -c +5001 snapshot.db | zstd -qc) > packed"})
    void bytesBehindTheCompressedDataAreCounted(String programs, String line) throws IOException {
        Packers.run(directory, programs, line + " && echo hello >> packed");

        assertThat(inspect(packed(), Optional.empty()).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(PackedCode.DAMAGED);
            assertThat(finding.summary()).isEqualTo("6 bytes follow the end of the compressed data");
        });
    }

    /** Padding of xz is a part of its format: four zeros or a multiple. */
    @Test
    void paddingOfXzIsNoDamage() throws IOException {
        Packers.run(directory, "xz", "xz -c snapshot.db > packed && head -c 12 /dev/zero >> packed");
        assertThat(inspect(packed(), Optional.empty()).facts()).isPresent();

        Packers.run(directory, "xz", "head -c 2 /dev/zero >> packed");
        assertThat(inspect(packed(), Optional.empty()).findings()).singleElement()
                .satisfies(finding -> assertThat(finding.summary()).startsWith("14 bytes follow the end"));
    }

    /** The scratch file is gone when the finding is read. */
    @Test
    void findingsNameTheFileThatWasNamed() throws IOException {
        byte[] torn = EtcdFile.withHash(EtcdFile.usual().image());
        Arrays.fill(torn, 0, 80, (byte) 0);
        Arrays.fill(torn, 4096, 4096 + 20, (byte) 7);
        System.arraycopy(new byte[]{(byte) 0xED, (byte) 0xDA, 0x0C, (byte) 0xED}, 0, torn, 16, 4);
        Files.write(directory.resolve("snapshot.db"), torn);
        Packers.run(directory, "tar gzip", "tar -czf packed snapshot.db");

        assertThat(inspect(packed(), Optional.empty()).findings()).isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain(scratch.toString()));
    }
}
