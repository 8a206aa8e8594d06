package org.etcdrecovery.core.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to fill the disk or the memory. */
class UnpackerLimitsTest {
    private static final Limits SMALL = new Limits(1 << 20, 20, 1 << 30);

    @TempDir
    private Path scratch;

    @Test
    void theLimitGrowsWithThePackedSize() {
        assertThat(Limits.USUAL.of(10)).isEqualTo(1L << 30);
        assertThat(Limits.USUAL.of(100L << 20)).isEqualTo(200 * (100L << 20));
        assertThat(Limits.USUAL.of(Long.MAX_VALUE)).isEqualTo(128L << 30);
    }

    @Test
    void aCompressedBombIsRefused() throws IOException {
        byte[] bomb = gzip(database(3 << 20));

        assertRefused(unpack(bomb, Packing.GZIP), PackedCode.TOO_LARGE);
        assertThat(unpack(gzip(database(900_000)), Packing.GZIP)).isEmpty();
    }

    @Test
    void aBombBehindTheSnapshotIsRefused() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(tarHeader("snapshot.db", 100_352, '0'));
        tar.writeBytes(database(100_352));
        tar.writeBytes(tarHeader("zeros", 4 << 20, '0'));
        tar.writeBytes(new byte[(4 << 20) + 1024]);

        assertRefused(unpack(gzip(tar.toByteArray()), Packing.GZIP), PackedCode.TOO_LARGE);
    }

    @Test
    void aZipWithManyLargeEntriesIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 100; i++) {
                zip.putNextEntry(new ZipEntry("entry " + i));
                zip.write(new byte[DatabaseHead.LENGTH]);
            }
        }

        assertRefused(unpack(bytes.toByteArray(), Packing.ZIP), PackedCode.TOO_LARGE);
    }

    /** The library needs further libraries for some of these, and says only when it reads that they are missing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 14, 20, 93, 95, 97, 98, 99})
    void anEntryPackedInAnotherWayIsNamed(int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("snapshot.db"));
            zip.write(database(100_352));
        }
        ByteBuffer archive = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int directory = archive.getInt(archive.capacity() - 6);
        archive.putShort(8, (short) method).putShort(directory + 10, (short) method);

        assertRefused(unpack(archive.array(), Packing.ZIP), PackedCode.UNSUPPORTED);
    }

    @Test
    void aDirectoryOfTooManyEntriesIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 60_000; i++) {
                zip.putNextEntry(new ZipEntry("an entry with a rather long name of its own " + i));
            }
        }

        assertRefused(unpack(bytes.toByteArray(), Packing.ZIP), PackedCode.TOO_LARGE);
    }

    @Test
    void aHugeDeclaredSizeIsRefusedAtOnce() throws IOException {
        byte[] tar = tarHeader("snapshot.db", 1L << 32, '0');

        assertRefused(unpack(tar, Packing.TAR), PackedCode.TOO_LARGE);
    }

    @Test
    void aLongNameIsNotKeptInMemory() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(tarHeader("././@LongLink", 8L << 20, 'L'));
        tar.writeBytes("n".repeat(8 << 20).getBytes(StandardCharsets.US_ASCII));
        tar.writeBytes(new byte[1024]);

        assertRefused(unpack(tar.toByteArray(), Packing.TAR), PackedCode.DAMAGED);
    }

    @Test
    void aTarHeaderMustMatchItsChecksum() throws IOException {
        byte[] header = tarHeader("snapshot.db", 512, '0');
        header[3] ^= 1;

        assertRefused(unpack(header, Packing.TAR), PackedCode.DAMAGED);
    }

    @Test
    void aWrongChecksumInAZipIsFound() throws IOException {
        byte[] content = database(100_352);
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("snapshot.db");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        }
        byte[] packed = bytes.toByteArray();
        packed[90_000] ^= 1;

        assertRefused(unpack(packed, Packing.ZIP), PackedCode.DAMAGED);
    }

    private static byte[] database(int length) {
        byte[] bytes = new byte[length];
        byte[] image = EtcdFile.usual().image();
        System.arraycopy(image, 0, bytes, 0, Math.min(image.length, length));
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tarHeader(String name, long size, char type) {
        ByteBuffer header = ByteBuffer.allocate(512);
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        header.put(124, (byte) 0x80).putLong(128, size);
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header.put(156, (byte) type);
        put(header, 257, "ustar  \0");
        int sum = 0;
        for (byte each : header.array()) {
            sum += each & 0xFF;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header.array();
    }

    private static void put(ByteBuffer header, int at, String text) {
        header.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<Finding> unpack(byte[] bytes, Packing packing) throws IOException {
        try (Unpacked unpacked = Unpacker.unpack(ByteSource.of("packed", bytes), packing, Optional.empty(), SMALL,
                Scratch.in(scratch).create(), Progress.NONE)) {
            assertThat(Files.exists(unpacked.file()) || unpacked.refusal().isPresent()).isTrue();
            return unpacked.refusal();
        }
    }

    private static void assertRefused(Optional<Finding> refusal, PackedCode code) {
        assertThat(refusal).map(Finding::code).contains(code);
    }
}
