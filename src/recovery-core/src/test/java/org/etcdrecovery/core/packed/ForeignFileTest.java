package org.etcdrecovery.core.packed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.proto.ConfState;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How files that are not snapshots are described. */
class ForeignFileTest {
    private static final int PAGE_SIZE = 4096;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"16, big-endian, ED0CDAED", "20, bbolt format version 3, 03000000"})
    void anotherKindOfBboltIsNotDamage(int offset, String words, String hex) throws IOException {
        byte[] image = EtcdFile.usual().image();
        byte[] field = HexFormat.of().parseHex(hex);
        for (int page = 0; page < 2; page++) {
            System.arraycopy(field, 0, image, page * PAGE_SIZE + offset, field.length);
        }
        Inspections.assertForeign(inspect(EtcdFile.withHash(image)), Check.FILE, words);
    }

    @Test
    void theDatabaseOfAnotherProgramIsNone() throws IOException {
        Inspections.assertForeign(inspect(EtcdFile.usual().without("key").image()), Check.KEYSPACE, "no bucket “key”");
    }

    @ParameterizedTest
    @CsvSource({"1F8B08, gunzip -k", "504B0304, unzip", "28B52FFD, zstd -d", "FD377A585A00, xz -dk",
            "425A6839, bunzip2 -k"})
    void aPackedFileSaysHowToUnpackIt(String hex, String command) throws IOException {
        byte[] packed = Arrays.copyOf(HexFormat.of().parseHex(hex), 20_000);
        Inspection inspection = inspect(packed);
        assertThat(inspection.verdict()).isEqualTo(Verdict.NOT_A_SNAPSHOT);
        assertThat(inspection.findings().getFirst().remedy()).contains(command);
        assertThat(inspect(Arrays.copyOf(packed, 10)).findings().getFirst().remedy()).contains(command);
    }

    @Test
    void aTarArchiveSaysHowToUnpackIt() throws IOException {
        byte[] tar = new byte[20_480];
        System.arraycopy("snapshot.db".getBytes(UTF_8), 0, tar, 0, 11);
        System.arraycopy("ustar  ".getBytes(UTF_8), 0, tar, 257, 7);
        assertThat(inspect(tar).findings().getFirst().remedy()).contains("tar -xf");
    }

    @Test
    void aSnapshotPackedWithZlibIsRecognised() throws IOException {
        Deflater deflater = new Deflater();
        deflater.setInput(EtcdFile.withHash(EtcdFile.usual().image()));
        deflater.finish();
        byte[] packed = new byte[100_000];
        int length = deflater.deflate(packed);
        deflater.end();
        Inspection inspection = inspect(Arrays.copyOf(packed, length));
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.FILE_PACKED);
            assertThat(finding.remedy()).contains("pigz -dz");
        });
        // "x" and a check number are not enough: the rest must inflate.
        Inspections.assertForeign(inspect("x\u009c is a text".getBytes(ISO_8859_1)), Check.FILE, "something else");
    }

    @ParameterizedTest
    @CsvSource({"53514C69746520666F726D6174203300, SQLite, server/db/snapshots",
            "040000000000008408041000000000002000, write-ahead log, rescue assess",
            "050000000000008308041095C7A0E30F, write-ahead log, rescue assess",
            "6167652D656E6372797074696F6E2E6F72672F76310A, encrypted with age, age -d",
            "53616C7465645F5F0102030405060708, openssl enc, openssl enc -d"})
    void aFileOfAnotherKindIsNamed(String hex, String kind, String remedy) throws IOException {
        assertNamed(inspect(Arrays.copyOf(HexFormat.of().parseHex(hex), 20_000)), kind, remedy);
    }

    /** The first bytes of what Go's {@code lzw.NewWriter(w, lzw.LSB, 8)} made of a snapshot. */
    @Test
    void goesLzwIsRecognisedByWhatItHolds() throws IOException {
        byte[] packed = HexFormat.of()
                .parseHex("0001081c289000c181edb4316827802084830030409c28f09fc58b16754cec33911d030b5ed8085247b1a4c993");
        Inspection inspection = inspect(packed);
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.FILE_PACKED);
            assertThat(finding.summary()).contains("Go's LZW", "Gardener");
            assertThat(finding.remedy()).startsWith("Restore from it with etcd-backup-restore");
        });
        packed[12] ^= 1;
        Inspections.assertForeign(inspect(packed), Check.FILE, "something else");
        Inspections.assertForeign(inspect(Arrays.copyOf(packed, 9)), Check.FILE, "something else");
    }

    @Test
    void aRaftSnapshotIsNotTakenForASnapshotOfTheKeyspace() throws IOException {
        byte[] snap = new SnapFile(2, 99, ConfState.getDefaultInstance(), ByteString.copyFromUtf8("{\"Root\":{}}"))
                .toBytes();
        assertNamed(inspect(snap), "a raft snapshot of etcd", "member/snap/db");
    }

    @Test
    void zerosAreSaidToBeZeros() throws IOException {
        assertNamed(inspect(new byte[49_184]), "holds nothing but zeros", "Take another copy");
        byte[] almost = new byte[49_184];
        almost[49_000] = 1;
        Inspections.assertForeign(inspect(almost), Check.FILE, "something else");
    }

    private static void assertNamed(Inspection inspection, String kind, String remedy) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.NOT_A_SNAPSHOT);
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.FILE_FOREIGN);
            assertThat(finding.summary()).contains(kind);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    @Test
    void whatElseIsNoSnapshotIsDescribed() throws IOException {
        Inspections.assertForeign(inspect(new byte[0]), Check.FILE, "The file is empty");
        Inspections.assertForeign(inspect(new byte[]{7}), Check.FILE, "The file is something else, not a snapshot");
        Inspections.assertForeign(inspect("{\"error\":\"not found\"}".repeat(1000).getBytes(UTF_8)), Check.FILE,
                "text that begins with “{\"error\":\"not fo”");
        Path part = Files.write(directory.resolve("snapshot.db.part"), "cut off".getBytes(UTF_8));
        assertThat(Inspections.of(part).findings().getFirst().remedy()).contains("Save again");
    }

    @Test
    void whatCannotBeReadIsNotJudged() {
        assertThatThrownBy(() -> Inspections.of(directory.resolve("nothing"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Inspections.of(directory)).isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("is a directory");
    }

    private Inspection inspect(byte[] bytes) throws IOException {
        return Inspections.of(Files.write(directory.resolve("snapshot"), bytes));
    }
}
