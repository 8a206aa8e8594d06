package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.progress.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.4.23", "3.5.35", "3.6.16", "3.7.3"})
    void readsTheLogOfARealServerAsEtcdDoes(String version) throws IOException {
        byte[] segment = WalFiles.bytes(version + "/server.wal");
        List<String> expected = WalFiles.lines(version + "/server.records");
        assertThat(WalFiles.describe(WalFiles.log(segment))).isEqualTo(expected);
        assertThat(WalFiles.describe(WalFiles.log(WalFiles.withZeros(segment, 1 << 20)))).isEqualTo(expected);
    }

    @Test
    void readsAcrossSegments() throws IOException {
        assertThat(WalFiles.describe(WalFiles.cutLog())).isEqualTo(WalFiles.lines("cut/records"));
    }

    @Test
    void startsAtAnySegment() throws IOException {
        List<String> all = WalFiles.lines("cut/records");
        List<ByteSource> log = WalFiles.cutLog();
        for (int from = 1; from < log.size(); from++) {
            List<String> part = WalFiles.describe(log.subList(from, log.size()));
            int records = part.size() - 1;
            assertThat(part.subList(0, records)).isEqualTo(all.subList(all.size() - 1 - records, all.size() - 1));
            assertThat(part.getFirst()).startsWith("crc ").isNotEqualTo("crc 00000000");
        }
    }

    /** For each of these 600 faults, etcd's own decoder read the same records and ended at the same place. */
    @Test
    void stopsWhereEtcdStops() throws IOException {
        byte[] whole = WalFiles.withZeros(WalFiles.bytes("torn/log.wal"), 4096);
        for (String line : WalFiles.lines("torn/faults")) {
            String[] words = line.split(" ", -1);
            byte[] segment = fault(whole, words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            List<WalRecord> records = new ArrayList<>();
            long offset;
            String kind;
            try {
                offset = WalFiles.read(WalFiles.log(segment), (record, _) -> records.add(record)).position().offset();
                kind = "complete|torn";
            } catch (MalformedDataException e) {
                offset = e.offset();
                kind = "damaged";
            }
            assertThat(words[3]).as(line).matches(kind);
            assertThat(records.size() + " " + offset).as(line).isEqualTo(words[4] + " " + words[5]);
        }
    }

    private static byte[] fault(byte[] whole, String kind, int first, int second) {
        byte[] segment = whole.clone();
        switch (kind) {
            case "cut" -> segment = Arrays.copyOf(whole, first);
            case "flip" -> segment[first] ^= (byte) (1 << second);
            case "zero" -> Arrays.fill(segment, first, second, (byte) 0);
            default -> throw new IllegalArgumentException(kind);
        }
        return segment;
    }

    @Test
    void saysWhatATornTailDrops() throws IOException {
        byte[] segment = WalFiles.bytes("3.6.16/server.wal");
        List<String> records = WalFiles.lines("3.6.16/server.records");
        byte[] cut = WalFiles.withZeros(Arrays.copyOf(segment, segment.length - 9), 4);
        WalEnd end = WalFiles.read(WalFiles.log(cut), (_, _) -> {});
        WalPosition position = new WalPosition("wal/" + SegmentName.FIRST.fileName(), 4680);
        assertThat(records.getLast()).isEqualTo("complete 98 4720");
        assertThat(end).isEqualTo(new WalEnd.Torn(position, 31,
                "a record of 25 bytes, which reaches past the end of the file"));
    }

    @Test
    void reportsBytesBehindAMissingLength() throws IOException {
        byte[] segment = WalFiles.bytes("3.6.16/server.wal");
        byte[] remains = WalFiles.withZeros(segment, 4096);
        remains[segment.length + 1000] = 1;
        assertThat(WalFiles.read(WalFiles.log(remains), (_, _) -> {})).isInstanceOfSatisfying(WalEnd.Torn.class,
                torn -> {
                    assertThat(torn.position().offset()).isEqualTo(segment.length);
                    assertThat(torn.droppedBytes()).isEqualTo(1001);
                });
    }

    @Test
    void aTornWriteInsideTheLogIsDamage() throws IOException {
        List<ByteSource> log = WalFiles.cutLog();
        byte[] first = WalFiles.bytes("cut/" + SegmentName.FIRST.fileName());
        log.set(0, ByteSource.of(SegmentName.FIRST.fileName(), Arrays.copyOf(first, first.length - 10)));
        assertThatThrownBy(() -> WalFiles.describe(log)).isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith(SegmentName.FIRST.fileName() + " at offset ")
                .hasMessageContaining("expected a whole record, because another segment follows, found a record of ");
    }

    @Test
    void missesRecordsAtTheEndOfASegment() throws IOException {
        byte[] first = WalFiles.bytes("cut/" + SegmentName.FIRST.fileName());
        int head = FrameHeader.SIZE * 2;
        for (int end : new int[]{head, lastRecord(first)}) {
            List<ByteSource> log = WalFiles.cutLog();
            byte[] shorter = WalFiles.withZeros(Arrays.copyOf(first, end), 100);
            log.set(0, ByteSource.of(SegmentName.FIRST.fileName(), shorter));
            assertThatThrownBy(() -> WalFiles.describe(log)).isInstanceOf(MalformedDataException.class)
                    .hasMessageMatching("0000000000000001-\\S+ at offset 0: "
                            + "expected the CRC of the segments before, \\S+, found \\S+");
        }
    }

    @Test
    void missesTheRecordsOfAnEmptySegment() throws IOException {
        List<ByteSource> log = WalFiles.cutLog();
        log.set(0, ByteSource.of(SegmentName.FIRST.fileName(), new byte[4096]));
        assertThatThrownBy(() -> WalFiles.describe(log)).isInstanceOf(MalformedDataException.class)
                .hasMessageEndingWith("expected records, because another segment follows, found none");
    }

    private static int lastRecord(byte[] segment) {
        ByteBuffer buffer = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
        int last = 0;
        for (int at = 0; at < segment.length;) {
            last = at;
            at += FrameHeader.SIZE + (int) FrameHeader.decode(buffer.getLong(at)).bodyLength();
        }
        return last;
    }

    @Test
    void missesASegment() throws IOException {
        List<ByteSource> log = WalFiles.cutLog();
        log.remove(1);
        assertThatThrownBy(() -> WalFiles.describe(log)).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("expected the segment that follows 0000000000000000-0000000000000000.wal, "
                        + "found 0000000000000002-000000000000003a.wal");
    }

    @Test
    void refusesAFileThatIsNoSegment() {
        List<ByteSource> log = List.of(ByteSource.of("member/wal/0.tmp", new byte[16]));
        assertThatThrownBy(() -> WalFiles.describe(log)).isInstanceOfSatisfying(MalformedDataException.class,
                e -> assertThat(e.kind()).isEqualTo(Kind.NOT_THIS_FORMAT));
    }

    @Test
    void refusesTheLogOfAnotherMemberInTheMiddle() throws IOException {
        WalRecord.Metadata one = new WalRecord.Metadata(1, 9);
        WalRecord.Metadata other = new WalRecord.Metadata(2, 9);
        byte[] segment = WalPropertiesTest.write(List.of(one, one, other));
        assertThatThrownBy(() -> WalFiles.describe(WalFiles.log(segment))).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("at offset 64: expected more of the log of member 1 of cluster 9, "
                        + "found member 2 of cluster 9");
    }

    @Test
    void refusesAnEntryOfATypeThatIsNotKnown() throws IOException {
        byte[] segment = new RawSegment().record(RecordCodec.ENTRY, new byte[]{0x08, 0x03}).toBytes();
        assertThatThrownBy(() -> WalFiles.describe(WalFiles.log(segment))).isInstanceOfSatisfying(
                MalformedDataException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED_VERSION));
        byte[] type = new RawSegment().record(6, new byte[0]).toBytes();
        assertThatThrownBy(() -> WalFiles.describe(WalFiles.log(type))).isInstanceOfSatisfying(
                MalformedDataException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED_VERSION));
    }

    @Test
    void refusesARecordWhoseDataIsNotItsMessage() throws IOException {
        byte[] segment = new RawSegment().record(RecordCodec.STATE, new byte[]{0x0a, 0x7f}).toBytes();
        assertThatThrownBy(() -> WalFiles.describe(WalFiles.log(segment))).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("expected the data of a record of type 3");
    }

    @Test
    void believesNoLength() throws IOException {
        byte[] segment = WalFiles.bytes("3.6.16/restored-one.wal");
        for (long length : new long[]{1L << 55, 0x00ff_ffff_ffff_ffffL, Integer.MAX_VALUE, Long.MAX_VALUE, -1, -8}) {
            byte[] hostile = WalFiles.withZeros(segment, 64);
            ByteBuffer.wrap(hostile).order(ByteOrder.LITTLE_ENDIAN).putLong(segment.length, length);
            assertThat(WalFiles.read(WalFiles.log(hostile), (_, _) -> {})).isInstanceOfSatisfying(WalEnd.Torn.class,
                    torn -> assertThat(torn.position().offset()).isEqualTo(segment.length));
        }
    }

    @Test
    void refusesARecordLongerThanEtcdWrites() {
        int length = SegmentReader.MAX_RECORD_LENGTH + FrameHeader.SIZE;
        byte[] segment = new byte[FrameHeader.SIZE + length];
        ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN).putLong(FrameHeader.of(length).encode());
        assertThatThrownBy(() -> WalFiles.describe(WalFiles.log(segment))).isInstanceOf(MalformedDataException.class)
                .hasMessageEndingWith("at offset 0: expected a record of at most 67108864 bytes, found 67108872 bytes");
    }

    @Test
    void readsLogsAndRecordsLongerThanItsWindow() throws IOException {
        List<WalRecord> records = new ArrayList<>();
        byte value = 1;
        for (int length : new int[]{100_000, 200_000, 1, 300_000, 262_144, 5, 600_000, 150_000}) {
            byte[] data = new byte[length];
            Arrays.fill(data, value++);
            records.add(new WalRecord.Entry(EntryType.NORMAL, 1, value, ByteString.copyFrom(data)));
        }
        byte[] segment = WalFiles.withZeros(WalPropertiesTest.write(records), 1 << 20);
        segment[segment.length - 7] = 1;
        List<WalRecord> read = new ArrayList<>();
        WalEnd end = WalFiles.read(WalFiles.log(segment), (record, _) -> read.add(record));
        assertThat(read.subList(1, read.size())).isEqualTo(records);
        assertThat(end).isInstanceOfSatisfying(WalEnd.Torn.class,
                torn -> assertThat(torn.position().offset() + torn.droppedBytes()).isEqualTo(segment.length - 6));
    }

    @Test
    void takesAnEmptyLastSegment() throws IOException {
        assertThat(WalFiles.describe(WalFiles.log(new byte[0]))).containsExactly("complete 0 0");
        assertThat(WalFiles.describe(WalFiles.log(new byte[3]))).containsExactly("complete 0 0");
        assertThat(WalFiles.describe(WalFiles.log(new byte[4096]))).containsExactly("complete 0 0");
    }

    @Test
    void advancesByTheSizeOfTheLog() throws IOException {
        List<ByteSource> log = WalFiles.cutLog();
        log.set(2, ByteSource.of(log.get(2).name(),
                WalFiles.withZeros(WalFiles.bytes("cut/" + log.get(2).name()), 999)));
        AtomicLong done = new AtomicLong();
        Work work = new Work() {
            @Override
            public void advance(long amount) {
                done.addAndGet(amount);
            }

            @Override
            public void close() {}
        };
        WalReader.read(log, (_, _) -> {}, work);
        assertThat(done).hasValue(log.stream().mapToLong(ByteSource::size).sum());
    }
}
