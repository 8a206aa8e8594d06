package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.etcdrecovery.core.proto.WalFrame;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.wal.MadeLog.Examined;
import org.etcdrecovery.core.wal.MadeLog.Place;
import org.junit.jupiter.api.Test;

/**
 * Logs damaged at random. Whatever happened to a log, a replay gets its records up to some place, or all but some that
 * are no entries; none of them is changed, and none is behind a gap.
 */
class WalExaminerFuzzTest {
    private static final int ZEROS = 4096;

    @Test
    void noDamageMakesUpOrSkipsAnEntry() throws IOException {
        for (int seed = 0; seed < LongRun.times(150, 40_000); seed++) {
            Random random = new Random(seed);
            MadeLog log = MadeLog.random(random, 5 + random.nextInt(40), 1 + random.nextInt(2000),
                    random.nextInt(3) == 0 ? 9 : 0);
            List<byte[]> bytes = log.bytes(ZEROS);
            for (int i = random.nextInt(3); i >= 0; i--) {
                int segment = random.nextInt(bytes.size());
                bytes.set(segment, damage(bytes.get(segment), random));
            }
            assertSound(log, bytes, "seed " + seed);
        }
    }

    @Test
    void everyBitOfALogCanBeFlipped() throws IOException {
        MadeLog log = MadeLog.random(new Random(1), 12, 60, 5);
        List<byte[]> whole = log.bytes(64);
        for (int segment = 0; segment < whole.size(); segment++) {
            byte[] original = whole.get(segment);
            int number = segment;
            List<Place> places = log.places().stream().filter(place -> place.segment() == number).toList();
            for (int bit = 0; bit < original.length * 8; bit++) {
                int at = bit / 8;
                List<byte[]> bytes = new ArrayList<>(whole);
                byte[] flipped = original.clone();
                flipped[at] ^= (byte) (1 << bit % 8);
                bytes.set(segment, flipped);
                String what = "segment " + segment + " bit " + bit;
                assertSound(log, bytes, what);
                WalExamination result = log.examine(bytes).result();
                assertThat(result.flaws().isEmpty() && result.verdict() instanceof WalVerdict.Whole)
                        .as("%s is not noticed", what)
                        .isEqualTo(places.stream()
                                .filter(place -> at >= place.offset() && at < place.end())
                                .anyMatch(place -> isUnchanged(place, original, flipped)));
            }
        }
    }

    @Test
    void everyRecordCanBeZeroedOrCut() throws IOException {
        MadeLog log = MadeLog.random(new Random(2), 30, 700, 11);
        List<byte[]> whole = log.bytes(ZEROS);
        for (Place place : log.places()) {
            for (int length : new int[]{8, 16, place.length() / 2, place.length(), 512, 4096}) {
                List<byte[]> bytes = new ArrayList<>(whole);
                byte[] zeroed = whole.get(place.segment()).clone();
                Arrays.fill(zeroed, place.offset(), Math.min(zeroed.length, place.offset() + length), (byte) 0);
                bytes.set(place.segment(), zeroed);
                assertSound(log, bytes, place + " zeroed for " + length);
                bytes.set(place.segment(), Arrays.copyOf(zeroed, Math.min(zeroed.length, place.offset() + length)));
                assertSound(log, bytes, place + " cut after " + length);
            }
        }
    }

    @Test
    void anyBytesEndInAVerdict() throws IOException {
        MadeLog log = new MadeLog();
        for (int seed = 0; seed < LongRun.times(100, 20_000); seed++) {
            Random random = new Random(seed);
            byte[] head = log.bytes(0).getFirst();
            byte[] bytes = Arrays.copyOf(head, head.length + random.nextInt(20_000));
            for (int i = head.length; i < bytes.length; i++) {
                // Many small numbers look like lengths, tags and types.
                bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(9) : random.nextInt(256));
            }
            Examined found = log.examine(List.of(bytes));

            assertThat(found.records()).as("seed %d", seed).isEqualTo(log.records());
            assertThat(found.proven()).as("seed %d", seed).isEmpty();
            assertThat(found.verdict().position().offset()).as("seed %d", seed).isEqualTo(head.length);
            assertThat(found.verdict() instanceof WalVerdict.Whole).as("seed %d", seed)
                    .isEqualTo(isZero(bytes, head.length) && bytes.length >= head.length + FrameHeader.SIZE);
        }
    }

    /** Whether a record says the same with a flipped bit: some bits of its length and of its CRC, and its padding. */
    private static boolean isUnchanged(Place place, byte[] whole, byte[] flipped) {
        return header(place, whole).equals(header(place, flipped))
                && frame(place, whole).equals(frame(place, flipped));
    }

    private static FrameHeader header(Place place, byte[] bytes) {
        return FrameHeader.decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(place.offset()));
    }

    private static Optional<WalFrame> frame(Place place, byte[] bytes) {
        try {
            int length = (int) header(place, bytes).recordLength();
            return Optional
                    .of(WalFrame.parseFrom(ByteString.copyFrom(bytes, place.offset() + FrameHeader.SIZE, length)));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static byte[] damage(byte[] segment, Random random) {
        byte[] damaged = segment.clone();
        int at = random.nextInt(damaged.length);
        int end = Math.min(damaged.length, at + 1 + random.nextInt(1500));
        switch (random.nextInt(5)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(damaged, at, end, (byte) 0);
            case 2 -> Arrays.fill(damaged, at / 512 * 512, Math.min(damaged.length, at / 512 * 512 + 512), (byte) 0);
            case 3 -> damaged = Arrays.copyOf(damaged, at);
            default -> {
                byte[] bytes = new byte[end - at];
                random.nextBytes(bytes);
                System.arraycopy(bytes, 0, damaged, at, bytes.length);
            }
        }
        return damaged;
    }

    private static boolean isZero(byte[] bytes, int from) {
        return Arrays.equals(bytes, from, bytes.length, new byte[bytes.length - from], 0, bytes.length - from);
    }

    private static void assertSound(MadeLog log, List<byte[]> bytes, String what) throws IOException {
        Examined found = log.examine(bytes);
        List<WalRecord.Entry> entries = entries(log.records());
        int count = entries(found.records()).size();
        assertThat(entries(found.records())).as(what).isEqualTo(entries.subList(0, count));
        assertThat(entries).as(what).containsAll(entries(found.proven()));
        List<Boolean> intact = intact(log, bytes);
        int before = intact.contains(false) ? intact.indexOf(false) : intact.size();
        assertThat(found.records().stream().limit(before).toList()).as("%s: what is before the damage", what)
                .isEqualTo(log.records().subList(0, before));
        if (count < entries.size() && hasTwoInARow(log, intact, entries.get(count))) {
            assertThat(found.behind()).as("%s: whole records follow a lost one, so it is not %s", what, found.verdict())
                    .isNotEmpty();
            assertThat(found.verdict()).as(what)
                    .isNotInstanceOfAny(WalVerdict.Whole.class, WalVerdict.EndsWithFile.class,
                            WalVerdict.TornWrite.class, WalVerdict.CutShort.class);
        }
    }

    /** Of each record, whether its bytes are as they were written. */
    private static List<Boolean> intact(MadeLog log, List<byte[]> bytes) {
        List<byte[]> whole = log.bytes(0);
        return log.places()
                .stream()
                .map(place -> place.end() <= bytes.get(place.segment()).length
                        && Arrays.equals(whole.get(place.segment()), place.offset(), place.end(),
                                bytes.get(place.segment()), place.offset(), place.end()))
                .toList();
    }

    /** Whether two records that follow each other behind an entry are intact: the second proves that they are records. */
    private static boolean hasTwoInARow(MadeLog log, List<Boolean> intact, WalRecord.Entry lost) {
        int from = log.places().indexOf(log.entry(lost.index())) + 1;
        for (int i = from; i + 1 < intact.size(); i++) {
            if (intact.get(i) && intact.get(i + 1)
                    && log.places().get(i).segment() == log.places().get(i + 1).segment()) {
                return true;
            }
        }
        return false;
    }

    private static List<WalRecord.Entry> entries(List<WalRecord> records) {
        return records.stream()
                .filter(WalRecord.Entry.class::isInstance)
                .map(WalRecord.Entry.class::cast)
                .toList();
    }
}
