package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.etcdrecovery.core.bytes.BadSectors;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.UnreadableAsZeros;
import org.etcdrecovery.core.wal.MadeLog.Examined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a disk that cannot read a part of it. */
class UnreadableLogTest {
    private static final int SECTOR = UnreadableAsZeros.SECTOR;

    @TempDir
    private Path directory;

    private final MadeLog log = MadeLog.random(new Random(7), 200, 900, 0);

    @Test
    void readsUpToABadSectorAndFindsWhatIsBehindIt() throws IOException {
        long bad = 6L * SECTOR;
        try (ByteSource file = BadSectors.in(file(), Set.of(bad))) {
            UnreadableAsZeros readable = new UnreadableAsZeros(file);
            Examined found = MadeLog.examine(List.of(readable), 0);

            assertThat(readable.unreadable()).containsExactly(bad);
            assertThat(found.records()).isEqualTo(log.records().subList(0, found.records().size()));
            assertThat(found.verdict().position().offset()).isBetween(bad - 1000, bad);
            assertThat(found.verdict()).isInstanceOf(WalVerdict.Damaged.class);
            assertThat(found.proven()).isNotEmpty().isSubsetOf(log.records());
        }
    }

    @Test
    void givesUpIfTheDiskFailsAsAWhole() throws IOException {
        Path file = directory.resolve(log.name(0).fileName());
        Files.write(file, new byte[400 * SECTOR]);
        Set<Long> all = LongStream.range(0, 400).map(sector -> sector * SECTOR).boxed().collect(Collectors.toSet());
        try (ByteSource broken = BadSectors.in(file, all)) {
            assertThatThrownBy(() -> MadeLog.examine(List.of(new UnreadableAsZeros(broken)), 0))
                    .hasMessage("Input/output error");
        }
    }

    private Path file() throws IOException {
        return Files.write(directory.resolve(log.name(0).fileName()), log.bytes(SECTOR).getFirst());
    }
}
