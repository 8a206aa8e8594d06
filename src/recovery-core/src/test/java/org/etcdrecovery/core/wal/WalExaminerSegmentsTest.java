package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.wal.MadeLog.Examined;
import org.etcdrecovery.core.wal.MadeLog.Place;
import org.etcdrecovery.core.wal.WalExamination.Flaw;
import org.etcdrecovery.core.wal.WalExamination.Kind;
import org.junit.jupiter.api.Test;

/** Damage in a segment that others follow, and segments that are missing. */
class WalExaminerSegmentsTest {
    private static final int ZEROS = 8192;

    @Test
    void aClosedSegmentIsNeverTorn() throws IOException {
        MadeLog cut = MadeLog.random(new Random(6), 60, 400, 20);
        List<byte[]> whole = cut.bytes(ZEROS);
        for (Place place : cut.places().subList(3, cut.places().size())) {
            if (place.segment() == whole.size() - 1) {
                break;
            }
            byte[] bytes = whole.get(place.segment());
            for (byte[] shorter : List.of(Arrays.copyOf(bytes, place.offset()),
                    Arrays.copyOf(bytes, place.offset() + 20),
                    Arrays.copyOf(Arrays.copyOf(bytes, place.offset()), bytes.length))) {
                List<byte[]> damaged = new ArrayList<>(whole);
                damaged.set(place.segment(), shorter);
                Examined found = cut.examine(damaged);
                if (place.offset() == 0) {
                    assertThat(found.verdict()).isInstanceOf(WalVerdict.SegmentDamaged.class);
                    continue;
                }
                assertThat(found.records()).as("%s", place).isEqualTo(cut.recordsBefore(place));
                assertThat(found.verdict()).isInstanceOfSatisfying(WalVerdict.SegmentDamaged.class, verdict -> {
                    assertThat(verdict.behind().nextIndex()).isEqualTo(cut.name(place.segment() + 1).index());
                    assertThat(verdict.behind().lastIndex()).isEqualTo(60);
                    assertThat(verdict.behind().secondSave()).isTrue();
                });
            }
        }
    }

    @Test
    void remainsBehindAClosedSegmentCostNothing() throws IOException {
        MadeLog cut = MadeLog.random(new Random(6), 60, 400, 20);
        List<byte[]> bytes = cut.bytes(ZEROS);
        byte[] longer = Arrays.copyOf(bytes.getFirst(), bytes.getFirst().length + 1000);
        longer[longer.length - 100] = 7;
        bytes.set(0, longer);

        Examined found = cut.examine(bytes);

        assertThat(found.records()).isEqualTo(cut.records());
        assertThat(found.result().flaws()).extracting(Flaw::kind).containsExactly(Kind.REMAINS);
    }

    @Test
    void missingSegmentsAreNamed() throws IOException {
        MadeLog cut = MadeLog.random(new Random(7), 90, 400, 15);
        List<ByteSource> sources = cut.sources(cut.bytes(ZEROS));
        List<ByteSource> gap = new ArrayList<>(sources);
        gap.subList(2, 4).clear();

        Examined found = MadeLog.examine(gap, 0);

        assertThat(found.verdict()).isInstanceOfSatisfying(WalVerdict.SegmentsMissing.class, verdict -> {
            assertThat(verdict.first()).isEqualTo(2);
            assertThat(verdict.last()).isEqualTo(3);
            assertThat(verdict.behind().nextIndex()).isEqualTo(60);
            assertThat(verdict.behind().lastIndex()).isEqualTo(90);
        });
        assertThat(found.records()).isEqualTo(cut.records().subList(0, found.records().size()));
        assertThat(MadeLog.examine(gap, 59).verdict()).isInstanceOf(WalVerdict.Whole.class);
        assertThat(MadeLog.examine(gap, 58).verdict()).isInstanceOf(WalVerdict.SegmentsMissing.class);
    }

    @Test
    void aLastSegmentWithoutARecordHasLostThem() throws IOException {
        MadeLog cut = MadeLog.random(new Random(7), 40, 400, 15);
        List<byte[]> bytes = cut.bytes(ZEROS);
        bytes.set(2, new byte[ZEROS]);
        assertThat(cut.examine(bytes).verdict()).isInstanceOf(WalVerdict.SegmentDamaged.class);
        bytes.set(2, new byte[0]);
        assertThat(cut.examine(bytes).verdict()).isInstanceOf(WalVerdict.SegmentDamaged.class);
    }
}
