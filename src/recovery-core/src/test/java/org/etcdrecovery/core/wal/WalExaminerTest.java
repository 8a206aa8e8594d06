package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.wal.MadeLog.Examined;
import org.etcdrecovery.core.wal.MadeLog.Place;
import org.etcdrecovery.core.wal.WalExamination.Flaw;
import org.etcdrecovery.core.wal.WalExamination.Kind;
import org.etcdrecovery.core.wal.WalVerdict.Behind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalExaminerTest {
    private static final int ZEROS = 8192;

    private final MadeLog log = MadeLog.random(new Random(1), 60, 900, 0);
    private final byte[] segment = log.bytes(ZEROS).getFirst();

    @ParameterizedTest
    @ValueSource(strings = {"3.4.23/server.wal", "3.5.35/server.wal", "3.6.16/server.wal", "3.7.3/server.wal",
            "3.4.23/restored-three.wal", "3.7.3/restored-one.wal"})
    void findsTheLogsOfRealServersWhole(String resource) throws IOException {
        List<ByteSource> sources = WalFiles.log(WalFiles.withZeros(WalFiles.bytes(resource), ZEROS));
        List<WalRecord> expected = new ArrayList<>();
        WalEnd end = WalFiles.read(sources, (record, _) -> expected.add(record));

        Examined found = MadeLog.examine(sources, 0);

        assertThat(found.records()).isEqualTo(expected);
        assertThat(found.result()).isEqualTo(new WalExamination(new WalVerdict.Whole(end.position()), List.of()));
    }

    @Test
    void findsALogOfSeveralSegmentsWhole() throws IOException {
        Examined found = MadeLog.examine(WalFiles.cutLog(), 0);

        assertThat(found.verdict()).as("the zeros behind it are not in the resource")
                .isInstanceOf(WalVerdict.EndsWithFile.class);
        assertThat(found.result().flaws()).isEmpty();
    }

    @Test
    void aWriteThatStopsBetweenSectorsIsTorn() throws IOException {
        for (Place place : log.places().subList(3, log.places().size())) {
            int first = (place.offset() / 512 + 1) * 512;
            for (int cut = first; cut < place.end() - 8; cut += 512) {
                byte[] torn = Arrays.copyOf(Arrays.copyOf(segment, cut), segment.length);
                Examined found = examine(torn);
                assertThat(found.records()).isEqualTo(log.recordsBefore(place));
                if (isZero(segment, place.offset(), cut)) {
                    continue;
                }
                assertThat(found.verdict()).as("record at %d cut at %d", place.offset(), cut)
                        .isInstanceOfSatisfying(WalVerdict.TornWrite.class, verdict -> {
                            assertThat(verdict.position().offset()).isEqualTo(place.offset());
                            assertThat(verdict.bytes()).isBetween(1L, (long) place.length());
                        });
            }
        }
    }

    @Test
    void aFileThatEndsInsideARecordWasCutShort() throws IOException {
        Random random = new Random(2);
        for (Place place : log.places().subList(3, log.places().size())) {
            int cut = place.offset() + 1 + random.nextInt(place.length() - 1);
            Examined found = examine(Arrays.copyOf(segment, cut));
            assertThat(found.records()).isEqualTo(log.recordsBefore(place));
            assertThat(found.verdict()).as("record at %d cut at %d", place.offset(), cut)
                    .isEqualTo(new WalVerdict.CutShort(found.verdict().position(),
                            cut - place.offset()));
        }
    }

    @Test
    void aFileThatEndsWithARecordMayHaveBeenCutShort() throws IOException {
        for (Place place : log.places().subList(3, log.places().size())) {
            for (int zeros = 0; zeros < 8; zeros++) {
                Examined found = examine(Arrays.copyOf(Arrays.copyOf(segment, place.offset()), place.offset() + zeros));
                assertThat(found.records()).isEqualTo(log.recordsBefore(place));
                assertThat(found.verdict()).isInstanceOf(WalVerdict.EndsWithFile.class);
            }
            assertThat(examine(Arrays.copyOf(Arrays.copyOf(segment, place.offset()), place.offset() + 8)).verdict())
                    .isInstanceOf(WalVerdict.Whole.class);
        }
    }

    /** A server writes the last record of a segment over the end of what it preallocated. */
    @Test
    void theLastWriteToAFullSegmentMayBeTorn(@TempDir Path directory) throws IOException {
        Place place = log.entry(30);
        Path file = directory.resolve(SegmentName.FIRST.fileName());
        for (long beyond : new long[]{-1, 0, 8}) {
            long end = SegmentName.PREALLOCATED + beyond;
            long start = end - place.length() / 2;
            try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                sparse.write(ByteBuffer.wrap(segment, place.offset(), place.length() / 2), start);
            }
            try (ByteSource source = ByteSource.open(file)) {
                assertThat(TailJudge.judge(new SegmentWindow(source), new WalPosition(source.name(), start), ""))
                        .isInstanceOf(beyond < 0 ? WalVerdict.CutShort.class : WalVerdict.TornWrite.class);
            }
        }
    }

    /** A server ends the log there, and zeroes what follows. */
    @Test
    void recordsBehindAZeroedOneAreDamage() throws IOException {
        for (long index = 2; index < 58; index++) {
            Place place = log.entry(index);
            byte[] damaged = segment.clone();
            Arrays.fill(damaged, place.offset(), place.end(), (byte) 0);
            Examined found = examine(damaged);
            assertThat(found.records()).isEqualTo(log.recordsBefore(place));
            long lost = index;
            assertThat(found.verdict()).isInstanceOfSatisfying(WalVerdict.Damaged.class, verdict -> {
                assertThat(verdict.position().offset()).isEqualTo(place.offset());
                Behind behind = verdict.behind();
                assertThat(behind.records()).isEqualTo(log.records().size() - log.recordsBefore(place).size() - 1);
                assertThat(behind.nextIndex()).isEqualTo(lost + 1);
                assertThat(behind.lastIndex()).isEqualTo(60);
                assertThat(behind.lastTerm()).isEqualTo(4);
                assertThat(behind.commit()).isEqualTo(60);
                assertThat(behind.entries()).isEqualTo(60 - lost);
            });
            assertThat(found.behind()).isEqualTo(recordsAfter(place));
            assertThat(found.proven()).isEqualTo(found.behind().subList(1, found.behind().size()));
        }
    }

    @Test
    void aZeroedPageIsDamage() throws IOException {
        for (int page = 4096; page + 4096 < log.entry(55).offset(); page += 4096) {
            byte[] damaged = segment.clone();
            Arrays.fill(damaged, page, page + 4096, (byte) 0);
            Examined found = examine(damaged);
            assertThat(found.records()).isEqualTo(log.records().subList(0, found.records().size()));
            assertThat(found.verdict()).isInstanceOf(WalVerdict.Damaged.class);
            assertThat(found.verdict().behind().secondSave()).isTrue();
            List<WalRecord> all = log.records();
            assertThat(found.behind())
                    .isEqualTo(all.subList(all.size() - found.behind().size(), all.size()));
        }
    }

    /** 64 of 64 bits of a length can be flipped, or all of it be zeros: the record delimits and proves itself. */
    @Test
    void aDamagedLengthIsHealed() throws IOException {
        Place place = log.entry(30);
        for (int bit = 0; bit <= 64; bit++) {
            byte[] damaged = segment.clone();
            if (bit == 64) {
                Arrays.fill(damaged, place.offset(), place.offset() + 8, (byte) 0);
            } else {
                damaged[place.offset() + bit / 8] ^= (byte) (1 << bit % 8);
            }
            Examined found = examine(damaged);
            assertThat(found.records()).as("bit %d", bit).isEqualTo(log.records());
            assertThat(found.verdict()).isInstanceOf(WalVerdict.Whole.class);
            if (isSeenByTheDecoder(damaged, place)) {
                assertThat(found.result().flaws()).singleElement().satisfies(flaw -> {
                    assertThat(flaw.kind()).isEqualTo(Kind.HEALED);
                    assertThat(flaw.index()).isEqualTo(30);
                    assertThat(flaw.position().offset()).isEqualTo(place.offset());
                    assertThat(flaw.recordsAfter()).isEqualTo(recordsAfter(place).size());
                });
            }
        }
    }

    private static boolean isSeenByTheDecoder(byte[] damaged, Place place) {
        FrameHeader header = FrameHeader.decode(ByteBuffer.wrap(damaged)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(place.offset()));
        return header.bodyLength() + FrameHeader.SIZE != place.length();
    }

    @Test
    void aDamagedCrcIsHealedByTheNextRecord() throws IOException {
        Place place = log.entry(30);
        for (int bit = 0; bit < 32; bit++) {
            byte[] damaged = segment.clone();
            damaged[place.offset() + 8 + 3 + bit / 8] ^= (byte) (1 << bit % 8);
            Examined found = examine(damaged);
            assertThat(found.records()).as("bit %d", bit).isEqualTo(log.records());
            assertThat(found.result().flaws()).extracting(Flaw::kind).containsExactly(Kind.HEALED);
        }
    }

    @Test
    void anEntryWhoseDataIsDamagedIsLost() throws IOException {
        Place place = log.entry(30);
        byte[] damaged = segment.clone();
        damaged[place.end() - 20] ^= 1;

        Examined found = examine(damaged);

        assertThat(found.records()).isEqualTo(log.recordsBefore(place));
        assertThat(found.behind()).isEqualTo(recordsAfter(place));
        assertThat(found.proven()).as("the CRC of the bad record proves the next one").isEqualTo(found.behind());
        assertThat(found.verdict().behind().nextIndex()).isEqualTo(31);
    }

    @Test
    void aLostStateCostsNothing() throws IOException {
        Place place = log.places()
                .stream()
                .filter(each -> each.record() instanceof WalRecord.State)
                .skip(10)
                .findFirst()
                .orElseThrow();
        byte[] damaged = segment.clone();
        damaged[place.end() - 2] ^= 1;

        Examined found = examine(damaged);

        List<WalRecord> expected = new ArrayList<>(log.recordsBefore(place));
        expected.addAll(recordsAfter(place));
        assertThat(found.records()).isEqualTo(expected);
        assertThat(found.verdict()).isInstanceOf(WalVerdict.Whole.class);
        assertThat(found.result().flaws()).extracting(Flaw::kind).containsExactly(Kind.NO_ENTRY_LOST);
    }

    @Test
    void goesOnBehindDamageToEntriesThatAreKnownFromElsewhere() throws IOException {
        Place place = log.entry(30);
        byte[] damaged = segment.clone();
        Arrays.fill(damaged, place.offset(), place.offset() + 100, (byte) 0);

        Examined found = MadeLog.examine(log.sources(List.of(damaged)), 40);

        assertThat(found.verdict()).isInstanceOf(WalVerdict.Whole.class);
        assertThat(found.records()).endsWith(recordsAfter(log.entry(31)).toArray(WalRecord[]::new));
        assertThat(found.behind()).isEmpty();
        assertThat(found.result().flaws()).extracting(Flaw::kind).containsExactly(Kind.COVERED);
        assertThat(MadeLog.examine(log.sources(List.of(damaged)), 29).verdict())
                .isInstanceOf(WalVerdict.Damaged.class);
    }

    @Test
    void theLastRecordIsBadWhenItIsAllThere() throws IOException {
        Place place = log.places().getLast();
        byte[] damaged = segment.clone();
        damaged[place.end() - 6] ^= 1;

        assertThat(examine(damaged).verdict()).isInstanceOfSatisfying(WalVerdict.LastRecordBad.class,
                verdict -> assertThat(verdict.position().offset()).isEqualTo(place.offset()));
    }

    @Test
    void bytesThatAreNoRecordAreForeign() throws IOException {
        int end = log.places().getLast().end();
        Random random = new Random(3);
        for (int distance : new int[]{0, 8, 100, 4096}) {
            byte[] foreign = segment.clone();
            byte[] bytes = new byte[500];
            random.nextBytes(bytes);
            bytes[0] = 1;
            bytes[499] = 1;
            System.arraycopy(bytes, 0, foreign, end + distance, bytes.length);
            assertThat(examine(foreign).verdict()).isInstanceOfSatisfying(WalVerdict.ForeignBytes.class, verdict -> {
                assertThat(verdict.position().offset()).isEqualTo(end);
                assertThat(verdict.bytes()).isEqualTo(500);
            });
        }
    }

    /** A value may hold the segment of another log. */
    @Test
    void recordsInsideATornValueAreNotRecords() throws IOException {
        byte[] other = MadeLog.random(new Random(4), 40, 200, 0).bytes(0).getFirst();
        for (int shift = 0; shift < 8; shift++) {
            byte[] value = new byte[shift + other.length + 700];
            System.arraycopy(other, 0, value, shift, other.length);
            Arrays.fill(value, shift + other.length, value.length, (byte) 1);
            MadeLog with = MadeLog.random(new Random(5), 20, 300, 0).entry(2, 21, value).state(2, 21);
            Place place = with.entry(21);
            byte[] whole = with.bytes(ZEROS).getFirst();
            int cut = (place.end() - 100) / 512 * 512;
            byte[] preallocated = Arrays.copyOf(Arrays.copyOf(whole, cut), whole.length);
            assertThat(with.examine(List.of(preallocated)).verdict()).isInstanceOf(WalVerdict.TornWrite.class);
            assertThat(with.examine(List.of(Arrays.copyOf(whole, cut))).verdict())
                    .isInstanceOf(WalVerdict.CutShort.class);
            assertThat(with.examine(List.of(whole)).verdict()).isInstanceOf(WalVerdict.Whole.class);
        }
    }

    @Test
    void anEntryThatDoesNotFollowIsBehindAGap() throws IOException {
        MadeLog gap = MadeLog.random(new Random(8), 20, 100, 0).entry(2, 23, new byte[9]).state(2, 23);

        Examined found = gap.examine(gap.bytes(ZEROS));

        assertThat(found.verdict()).isInstanceOf(WalVerdict.Damaged.class);
        assertThat(found.behind()).hasSize(2);
        assertThat(found.proven()).isEqualTo(found.behind());
        MadeLog received = MadeLog.random(new Random(8), 20, 100, 0)
                .add(new WalRecord.Snapshot(22, 2, null))
                .entry(2, 23, new byte[9]);
        assertThat(received.examine(received.bytes(ZEROS)).verdict()).isInstanceOf(WalVerdict.Whole.class);
    }

    private Examined examine(byte[] bytes) throws IOException {
        return log.examine(List.of(bytes));
    }

    private List<WalRecord> recordsAfter(Place place) {
        return log.records().subList(log.places().indexOf(place) + 1, log.records().size());
    }

    private static boolean isZero(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
