package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DumpedRecord;
import org.etcdrecovery.core.rescue.LogDump;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RescueCode;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.wal.SegmentName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay finds the entries whose records were healed, though what is in front of their data is damaged. */
class HealedRecordsTest {
    /** In a record: its length, then its type with a tag, then its CRC with a tag. */
    private static final int TYPE = 8;
    private static final int CRC = 10;
    private static final int DATA = 16;

    @TempDir
    private Path directory;

    private LaggingMember member;
    private Path segment;
    private byte[] whole;
    private int record;

    @BeforeEach
    void make() throws IOException {
        member = new LaggingMember(directory.resolve("m1.etcd"));
        member.put("a", "4").put("b", "value ".repeat(30)).put("c", "6").committed().write();
        segment = member.dataDir().resolve("member/wal").resolve(SegmentName.FIRST.fileName());
        whole = Files.readAllBytes(segment);
        List<DumpedRecord> records = new ArrayList<>();
        LogDump.dump(segment, false, records::add, Progress.NONE);
        record = (int) records.stream().filter(each -> each.index() == 9).findFirst().orElseThrow().offset();
    }

    @Test
    void whateverIsInPlaceOfACrc() throws IOException {
        for (int tag = 0; tag < 256; tag += LongRun.times(5, 1)) {
            byte[] damaged = whole.clone();
            damaged[record + CRC] = (byte) tag;
            Files.write(segment, damaged);

            assertThat(replay()).as("tag %d", tag).isEqualTo(7);
        }
    }

    /** Damage of any kind ends in a result, and what is found to be healed is there. */
    @Test
    void whateverIsInPlaceOfTheFieldsInFrontOfTheData() throws IOException {
        for (int seed = 0; seed < LongRun.times(50, 5000); seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            int from = record + random.nextInt(DATA);
            for (int at = from; at <= from + random.nextInt(DATA - TYPE); at++) {
                damaged[at] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
            }
            Files.write(segment, damaged);
            MemberDirectory found = member.assess();
            boolean healed = found.findings().stream().anyMatch(each -> each.code() == RescueCode.RECORD_HEALED);

            assertThat(replay()).as("seed %d: %s", seed, found.findings()).isGreaterThanOrEqualTo(healed ? 7 : 5);
        }
    }

    /** The revision that a replay leads to. */
    private long replay() throws IOException {
        try (Replay replay = Replay.of(member.assess(), ReplayOptions.DEFAULT, Progress.NONE)) {
            return replay.result().to().revision();
        }
    }
}
