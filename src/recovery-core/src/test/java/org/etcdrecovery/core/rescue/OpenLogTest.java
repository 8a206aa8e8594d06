package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.etcdrecovery.core.bytes.BadSectors;
import org.etcdrecovery.core.bytes.UnreadableAsZeros;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.wal.LogFiles;
import org.etcdrecovery.core.wal.WalVerdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a log on a disk that cannot read a part of it. */
class OpenLogTest {
    private static final int SECTOR = UnreadableAsZeros.SECTOR;

    @TempDir
    private Path directory;

    private Path segment;
    private int end;

    @BeforeEach
    void write() throws IOException {
        LogFiles log = new LogFiles(1, DeadMember.CLUSTER);
        for (int index = 1; index <= 300; index++) {
            log.entry(1, index, DeadMember.PUT);
        }
        segment = log.writeTo(directory);
        byte[] bytes = Files.readAllBytes(segment);
        end = bytes.length - LogFiles.ZEROS;
        Files.write(segment, Arrays.copyOf(bytes, (end / SECTOR + 3) * SECTOR));
        assertThat(end).isBetween(2 * SECTOR, 5 * SECTOR);
    }

    @Test
    void whatFollowsTheLastRecordMayBeRecords() throws IOException {
        assertThat(verdict(end / SECTOR + 1)).isInstanceOf(WalVerdict.Unreadable.class)
                .satisfies(found -> assertThat(found.position().offset()).isEqualTo(end));
    }

    @Test
    void aRecordThatGoesIntoABadSectorIsNoTornWrite() throws IOException {
        assertThat(verdict(end / SECTOR)).isInstanceOf(WalVerdict.Unreadable.class);
    }

    @Test
    void recordsBehindABadSectorShowDamage() throws IOException {
        assertThat(verdict(1)).isInstanceOf(WalVerdict.Damaged.class);
    }

    private WalVerdict verdict(int bad) throws IOException {
        try (OpenLog log = new OpenLog()) {
            log.add(BadSectors.in(segment, Set.of((long) bad * SECTOR)), segment.toString());
            return log.examine(segment, 0, (_, _) -> {}, Progress.NONE).verdict();
        }
    }
}
