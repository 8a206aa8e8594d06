package org.etcdrecovery.core.packed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.Openers;
import org.etcdrecovery.core.testing.Packers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshots that the real packers packed. */
class PackedSnapshotTest extends PackedFiles {
    @ParameterizedTest
    @CsvSource(delimiterString = " :: ", quoteCharacter = '§', value = {
            "zip :: zip :: zip -q packed.zip snapshot.db notes.txt && mv packed.zip packed",
            "zip :: zip :: zip -q0 packed.zip snapshot.db && mv packed.zip packed",
            "zip :: zip :: cat snapshot.db | zip -q packed.zip - && mv packed.zip packed",
            "gzip :: gzip :: gzip -c snapshot.db > packed", "gzip :: pigz :: pigz -p 4 -b 128 -c snapshot.db > packed",
            "gzip :: gzip :: (head -c 5000 snapshot.db | gzip; tail -c +5001 snapshot.db | gzip) > packed",
            "gzip :: gzip :: (gzip -c snapshot.db; head -c 70000 /dev/zero) > packed && gzip -t packed",
            "tar in gzip :: tar gzip :: tar -czf packed snapshot.db && truncate -s +1 packed && gzip -t packed",
            "zlib :: pigz :: pigz -zc snapshot.db > packed",
            "zlib :: python3 :: python3 -c 'import zlib; open(\"packed\",\"wb\").write(zlib.compress(open(\"snapshot.db\",\"rb\").read(), 1))'",
            "zstd :: zstd :: zstd -qc snapshot.db > packed",
            "zstd :: zstd :: zstd -qc -19 --no-check snapshot.db > packed",
            "zstd :: zstd :: cat snapshot.db | zstd -qc > packed",
            "zstd :: zstd :: (head -c 5000 snapshot.db | zstd -qc; tail -c +5001 snapshot.db | zstd -qc) > packed",
            "xz :: xz :: xz -c snapshot.db > packed",
            "xz :: xz :: xz -9 -T2 --block-size=20000 -c snapshot.db > packed",
            "xz :: xz :: (head -c 5000 snapshot.db | xz; tail -c +5001 snapshot.db | xz) > packed",
            "bzip2 :: bzip2 :: bzip2 -c snapshot.db > packed",
            "bzip2 :: bzip2 :: (head -c 5000 snapshot.db | bzip2; tail -c +5001 snapshot.db | bzip2) > packed",
            "tar :: tar :: tar -cf packed notes.txt snapshot.db",
            "tar :: tar :: tar --format=posix -cf packed snapshot.db",
            "tar :: tar :: tar --format=ustar -cf packed snapshot.db",
            "tar :: tar :: tar --format=v7 -cf packed snapshot.db",
            "tar :: tar :: truncate -s 10M sparse.db && dd if=snapshot.db of=sparse.db conv=notrunc status=none"
                    + " && mv sparse.db snapshot.db && tar -Scf packed snapshot.db",
            "tar :: tar :: truncate -s 10M sparse.db && dd if=snapshot.db of=sparse.db conv=notrunc status=none"
                    + " && mv sparse.db snapshot.db && tar --format=posix -Scf packed snapshot.db",
            "tar in gzip :: tar gzip :: tar -czf packed notes.txt snapshot.db",
            "tar in zlib :: tar pigz :: tar -cf - snapshot.db | pigz -zc > packed",
            "tar in zstd :: tar zstd :: tar -c --zstd -f packed snapshot.db",
            "tar in xz :: tar xz :: tar -cJf packed snapshot.db",
            "tar in bzip2 :: tar bzip2 :: tar -cjf packed snapshot.db"})
    void isJudgedAsIfItWereNotPacked(String form, String programs, String line) throws IOException {
        Packers.run(directory, programs, line);
        Inspection plain = Inspections.of(directory.resolve("snapshot.db"));

        // A name that lies: only the content counts.
        Path lying = Files.move(directory.resolve("packed"), directory.resolve("etcd.db"));
        Inspection inspection = inspect(lying, Optional.empty());

        assertThat(inspection.verdict()).isEqualTo(plain.verdict());
        assertThat(inspection.findings()).isEqualTo(plain.findings());
        assertThat(inspection.size()).isEqualTo(plain.size());
        assertThat(inspection.facts().orElseThrow().hashes()).isEqualTo(plain.facts().orElseThrow().hashes());
        assertThat(inspection.packed().orElseThrow().form()).isEqualTo(form);
        assertThat(inspection.packed().orElseThrow().snapshots())
                .isEqualTo(form.startsWith("tar") || form.equals("zip")
                        ? List.of(inspection.packed().orElseThrow().entry().orElseThrow())
                        : List.of());
        assertThat(inspection.packed().orElseThrow().size()).isEqualTo(Files.size(lying));
        assertThat(inspection.facts().orElseThrow().container().orElseThrow().sha256())
                .isEqualTo(Inspections.sha256(lying));
        assertThat(inspection.file()).isEqualTo(lying);
    }

    @ParameterizedTest
    @CsvSource({"zip, zip -qr packed backup", "tar, tar -cf packed backup", "tar gzip, tar -czf packed backup"})
    void ofSeveralSnapshotsOneIsChosen(String programs, String line) throws IOException {
        Packers.run(directory, programs, "mkdir backup && cp snapshot.db other.db notes.txt backup && " + line
                + " && if [ -e packed.zip ]; then mv packed.zip packed; fi");

        Inspection several = inspect(packed(), Optional.empty());
        assertRefused(several, PackedCode.SEVERAL, "2 snapshots", "--entry");
        assertThat(several.packed().orElseThrow().snapshots()).containsExactlyInAnyOrder("backup/snapshot.db",
                "backup/other.db");
        assertRefused(inspect(packed(), Optional.of("third.db")), PackedCode.NO_SUCH_ENTRY, "no snapshot named",
                "exactly");
        Inspection chosen = inspect(packed(), Optional.of("backup/other.db"));
        assertThat(chosen.facts().orElseThrow().hashes().sha256())
                .isEqualTo(Inspections.sha256(directory.resolve("other.db")));
        assertThat(chosen.packed().orElseThrow().entry()).contains("backup/other.db");
        assertThat(chosen.name()).isEqualTo(new SnapshotName(packed(), Optional.of("backup/other.db")));
    }

    @Test
    void twoSnapshotsOfOneNameCannotBeToldApart() throws IOException {
        Packers.run(directory, "tar",
                "tar -cf packed snapshot.db && cp other.db snapshot.db && tar -rf packed snapshot.db");

        assertRefused(inspect(packed(), Optional.of("snapshot.db")), PackedCode.SEVERAL, "several snapshots named",
                "by hand");
    }

    @ParameterizedTest
    @CsvSource({"tar, tar -cPf packed ../directory/notes.txt ../directory/snapshot.db",
            "zip python3, 'python3 -c \"import zipfile; z=zipfile.ZipFile(\\\"packed\\\",\\\"w\\\");"
                    + " z.write(\\\"snapshot.db\\\", \\\"../directory/snapshot.db\\\")\"'"})
    void namesOfEntriesAreNotPaths(String programs, String line) throws IOException {
        Path inner = Files.createDirectory(directory.resolve("directory"));
        Files.copy(directory.resolve("snapshot.db"), inner.resolve("snapshot.db"));
        Files.copy(directory.resolve("notes.txt"), inner.resolve("notes.txt"));
        Packers.run(inner, programs, line + " && mv packed ..");
        Files.delete(inner.resolve("snapshot.db"));

        Inspection inspection = inspect(packed(), Optional.empty());

        assertThat(inspection.packed().orElseThrow().entry()).contains("../directory/snapshot.db");
        assertThat(inspection.facts()).isPresent();
        assertThat(inner.resolve("snapshot.db")).doesNotExist();
    }

    @Test
    void aNameCannotForgeALine() throws IOException {
        String name = "a\u001b[2J\nRESTORABLE" + "x".repeat(5000);
        Files.writeString(directory.resolve("make.py"), """
                import io, tarfile
                data = open("snapshot.db", "rb").read()
                with tarfile.open("packed", "w") as tar:
                    for name in ("%s", "other"):
                        entry = tarfile.TarInfo(name)
                        entry.size = len(data)
                        tar.addfile(entry, io.BytesIO(data))
                """.formatted(name.replace("\u001b", "\\x1b").replace("\n", "\\n")), UTF_8);
        Packers.run(directory, "python3", "python3 make.py");

        Inspection inspection = inspect(packed(), Optional.empty());

        assertThat(inspection.findings().getFirst().summary()).hasSizeLessThan(400)
                .doesNotContain("\u001b", "\n")
                .contains("more characters");
        String shown = inspection.packed().orElseThrow().snapshots().getFirst();
        assertThat(inspect(packed(), Optional.of(shown)).facts()).isPresent();
        assertThat(inspect(packed(), Optional.of(name)).facts()).isPresent();
    }

    @Test
    void aPlainFileHasNoEntries() throws IOException {
        assertRefused(inspect(directory.resolve("snapshot.db"), Optional.of("x")), PackedCode.NO_SUCH_ENTRY,
                "not an archive", "Leave out");
        Packers.run(directory, "gzip", "gzip -c snapshot.db > packed");
        assertRefused(inspect(packed(), Optional.of("x")), PackedCode.NO_SUCH_ENTRY, "not an archive", "Leave out");
    }

    @Test
    void aFileIsUnpackedOnceUntilItChanges() throws IOException {
        Packers.run(directory, "gzip", "gzip -c snapshot.db > packed");
        int[] unpacked = {0};
        Progress counting = (stage, subject, total) -> {
            unpacked[0] += stage == Stage.UNPACK ? 1 : 0;
            return Progress.NONE.begin(stage, subject, total);
        };
        try (SnapshotOpener opener = Openers.unpackingInto(scratch)) {
            try (SnapshotFile first = opener.open(SnapshotName.of(packed()), counting);
                    SnapshotFile second = opener.open(SnapshotName.of(packed()), counting)) {
                assertThat(second.size()).isEqualTo(first.size());
                assertThat(unpacked[0]).isOne();
                Packers.run(directory, "gzip", "gzip -c other.db > packed");
                try (SnapshotFile changed = opener.open(SnapshotName.of(packed()), counting)) {
                    assertThat(changed.hashes(counting).sha256())
                            .isEqualTo(Inspections.sha256(directory.resolve("other.db")));
                }
                // What was opened before still reads.
                assertThat(first.hashes(counting).sha256())
                        .isEqualTo(Inspections.sha256(directory.resolve("snapshot.db")));
            }
            assertThat(unpacked[0]).isEqualTo(2);
        }
    }

    @Test
    void unpackingIsCancelled() throws IOException {
        Packers.run(directory, "gzip", "head -c 50000000 /dev/zero | cat snapshot.db - | gzip > packed");
        Cancellation cancellation = new Cancellation();
        Progress cancelling = cancellation.guard((stage, _, _) -> {
            if (stage == Stage.UNPACK) {
                cancellation.cancel();
            }
            return Progress.NONE.begin(stage, "", 0);
        });
        try (SnapshotOpener opener = Openers.unpackingInto(scratch)) {
            assertThatThrownBy(() -> opener.open(SnapshotName.of(packed()), cancelling))
                    .isInstanceOf(CancellationException.class);
            nothingIsLeft();
        }
    }

    @Test
    void withoutScratchAPackedFileSaysHowToUnpackIt() throws IOException {
        Packers.run(directory, "gzip", "gzip -c snapshot.db > packed");
        assertThat(Inspections.of(packed()).findings()).singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(FindingCode.FILE_PACKED));
    }
}
