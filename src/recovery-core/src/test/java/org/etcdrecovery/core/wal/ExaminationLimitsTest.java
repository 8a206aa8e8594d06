package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.proto.WalFrame;
import org.etcdrecovery.core.wal.MadeLog.Examined;
import org.junit.jupiter.api.Test;

/** Logs that were made to take time or memory. An examination that gives up on something says so. */
class ExaminationLimitsTest {
    private static final int SIZE = 2 << 20;
    private static final int NEXT = 1 << 20;

    private final MadeLog log = new MadeLog().entry(5, 1, new byte[10]).state(5, 1);
    private final byte[] good = log.bytes(0).getFirst();

    /** Each record ends where the next one begins, and has to be hashed to see that it does not continue it. */
    @Test
    void saysWhereASearchEndsThatCostsTooMuch() throws IOException {
        byte[] segment = new byte[SIZE];
        System.arraycopy(good, 0, segment, 0, good.length);
        int at = good.length + 64;
        Arrays.fill(segment, good.length, at, (byte) 0xff);
        for (; at < 4096; at += 64) {
            byte[] whole = entry(NEXT - at, 1, 1);
            System.arraycopy(whole, 0, segment, at, 64);
        }
        byte[] next = entry(600 << 10, 9, 10);
        System.arraycopy(next, 0, segment, NEXT, next.length);

        Examined found = log.examine(List.of(segment));

        assertThat(found.records()).isEqualTo(log.records());
        assertThat(found.verdict()).isInstanceOf(WalVerdict.Damaged.class);
        assertThat(found.verdict().behind().searchEnded()).isInstanceOfSatisfying(WalPosition.class,
                ended -> assertThat(ended.offset()).isBetween((long) good.length, 4096L));
    }

    @Test
    void aSearchToTheEndOfTheLogHasNotEndedEarly() throws IOException {
        byte[] segment = Arrays.copyOf(good, good.length + 4096);
        Arrays.fill(segment, good.length, good.length + 64, (byte) 0xff);
        byte[] behind = new MadeLog().entry(6, 7, new byte[10])
                .entry(6, 8, new byte[10])
                .state(6, 8)
                .bytes(0)
                .getFirst();
        System.arraycopy(behind, 0, segment, good.length + 1024, behind.length);

        WalVerdict.Behind found = log.examine(List.of(segment)).verdict().behind();

        assertThat(found.records()).isPositive();
        assertThat(found.searchEnded()).isNull();
    }

    @Test
    void countsALimitedNumberOfPlacesBehindDamage() throws IOException {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.writeBytes(good);
        segment.writeBytes(filled(64));
        int places = RecordsBehind.MAX_CHAINS + 5;
        for (int i = 0; i < places; i++) {
            segment.writeBytes(entry(64, 9, 100 + i));
        }

        WalVerdict.Behind behind = log.examine(List.of(segment.toByteArray())).verdict().behind();

        assertThat(behind.records()).isEqualTo(RecordsBehind.MAX_CHAINS);
        assertThat(behind.searchEnded()).isInstanceOfSatisfying(WalPosition.class, ended -> assertThat(ended.offset())
                .isEqualTo(good.length + 64 + RecordsBehind.MAX_CHAINS * 64L));
    }

    @Test
    void stopsToHealInASegmentThatTakesTooMuch() throws IOException {
        RecordHealer healer = new RecordHealer(new RecordDecoder(true));
        // The length of the first record is damaged.
        byte[] healable = good.clone();
        healable[0] ^= 0x40;
        byte[] hostile = Arrays.copyOf(healable, healable.length + SIZE);
        System.arraycopy(entry(SIZE, 9, 9), 0, hostile, healable.length, SIZE);
        SegmentWindow segment = new SegmentWindow(ByteSource.of("segment", hostile));

        assertThat(healer.heal(segment, 0, null)).isNotNull();
        for (int i = 0; i < 20; i++) {
            assertThat(healer.heal(segment, healable.length, null)).isNull();
        }

        assertThat(healer.heal(segment, 0, null)).as("the budget is used up").isNull();
        SegmentWindow other = new SegmentWindow(ByteSource.of("other", healable));
        assertThat(healer.heal(other, 0, null)).as("another segment").isNotNull();
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    /** A frame of a given length with an entry whose CRC is wrong. */
    private static byte[] entry(int length, long term, long index) {
        for (int data = length - 40; data < length; data++) {
            ByteString entry = RecordCodec.encode(
                    new WalRecord.Entry(EntryType.NORMAL, term, index, ByteString.copyFrom(new byte[data])));
            WalFrame frame = WalFrame.newBuilder().setType(RecordCodec.ENTRY).setCrc(0x12345678).setData(entry).build();
            FrameHeader header = FrameHeader.of(frame.getSerializedSize());
            if (FrameHeader.SIZE + header.bodyLength() == length) {
                return ByteBuffer.allocate(length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.encode())
                        .put(frame.toByteArray())
                        .array();
            }
        }
        throw new IllegalArgumentException("no frame of " + length + " bytes");
    }
}
