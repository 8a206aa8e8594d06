package org.etcdrecovery.core.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasedKeysTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");
    private static final long LEASE = 0x77;

    @TempDir
    private Path directory;

    @Test
    void theSampleHoldsTheKeysThatItsReadmeNames() throws IOException {
        List<KeyRow> all = ListedKeys.of(SAMPLE);

        assertThat(all).hasSize(78);
        assertThat(all).extracting(KeyRow::text).doesNotHaveDuplicates().contains("/registry/masterleases/10.0.0.11");
        assertThat(all).allSatisfy(row -> {
            assertThat(row.createRevision()).isBetween(1L, row.modRevision());
            assertThat(row.version()).isPositive();
        });
        LeasedKeys leased = read(SAMPLE, LeaseFilter.any(), LeasedKeys.USUAL_LIMIT, Progress.NONE);
        assertThat(leased.isCut()).isFalse();
        assertThat(leased.rows()).extracting(KeyRow::text)
                .isEqualTo(all.stream()
                        .filter(row -> !row.lease().equals(LeaseId.NONE))
                        .map(KeyRow::text)
                        .toList())
                .isNotEmpty();
    }

    @Test
    void deletedKeysAreMissingAndTheNewestRecordCounts() throws IOException {
        EtcdFile file = leased().delete("/key/3").put("/key/5", "again", LEASE).put("/key/6", "without a lease");

        LeasedKeys all = list(file, 100);

        assertThat(all.rows()).extracting(KeyRow::text)
                .containsExactly("/key/0", "/key/1", "/key/10", "/key/11", "/key/2", "/key/4", "/key/5", "/key/7",
                        "/key/8", "/key/9");
        KeyRow again = all.rows().get(6);
        assertThat(again.modRevision()).isEqualTo(file.revision() - 1);
        assertThat(again.valueSize()).isEqualTo("again".length());
        assertThat(again.lease()).isEqualTo(new LeaseId(LEASE));
    }

    @Test
    void aLimitCutsAtTheEndAndTheMatchesAreStillCounted() throws IOException {
        LeasedKeys first = list(leased(), 3);

        assertThat(first.rows()).extracting(KeyRow::text).containsExactly("/key/0", "/key/1", "/key/10");
        assertThat(first.matches()).isEqualTo(12);
        assertThat(first.isCut()).isTrue();
        LeasedKeys none = list(leased(), 0);
        assertThat(none.rows()).isEmpty();
        assertThat(none.matches()).isEqualTo(12);
    }

    /** Twelve keys with a lease, and others without. */
    private static EtcdFile leased() {
        EtcdFile file = EtcdFile.usual().delete("/leased");
        for (int i = 0; i < 12; i++) {
            file.put("/key/" + i, "value", LEASE);
        }
        return file;
    }

    @Property(tries = 200)
    void keepsTheFirstKeysInKeyOrderWhateverTheOrderTheyComeIn(@ForAll long seed,
            @ForAll @IntRange(max = 60) int limit, @ForAll @IntRange(max = 400) int budget) {
        Random random = new Random(seed);
        TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
        while (sorted.size() < 50) {
            byte[] key = new byte[1 + random.nextInt(12)];
            random.nextBytes(key);
            sorted.add(key);
        }
        List<byte[]> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, random);

        FirstKeys first = new FirstKeys(LeaseFilter.any(), limit, budget);
        KeyValueReader reader = new KeyValueReader();
        for (byte[] key : shuffled) {
            byte[] record = EtcdFile.keyValue(key, 5, new byte[0], LEASE);
            assertThat(reader.read(ByteBuffer.wrap(record), 0, record.length)).isNull();
            first.key(ByteBuffer.wrap(record), reader);
        }

        List<byte[]> kept = first.rows().stream().map(KeyRow::key).toList();
        assertThat(kept).containsExactlyElementsOf(sorted.stream().limit(kept.size()).toList());
        assertThat(kept.size()).isLessThanOrEqualTo(limit);
        assertThat(kept.stream().mapToInt(key -> key.length).sum()).isLessThanOrEqualTo(budget);
        assertThat(first.matches()).isEqualTo(50);
        if (budget >= 50 * 12) {
            assertThat(kept).hasSize(Math.min(limit, 50));
        }
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws IOException {
        Path file = new EtcdFile().without("key").writeTo(directory);

        assertThatThrownBy(() -> read(file, LeaseFilter.any(), 9, Progress.NONE))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no bucket “key”");
    }

    /** Of a file that was not inspected, what can be read is listed. */
    @Test
    void aRecordThatCannotBeReadEndsTheReadingOfAnInspectedFile() throws IOException {
        Path file = EtcdFile.usual().record("key", new byte[17], new byte[0]).writeTo(directory);

        assertThatThrownBy(() -> LeasedKeys.read(SnapshotOpener.plain(), Inspections.of(file), LeaseFilter.any(), 9,
                Progress.NONE)).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no '_' between main and sub");
        assertThat(read(file, LeaseFilter.any(), 9, Progress.NONE).rows()).extracting(KeyRow::text)
                .containsExactly("/leased");
    }

    @Test
    void canBeCancelled() {
        Cancellation cancellation = new Cancellation();
        Progress cancelled = cancellation.guard((stage, subject, total) -> {
            cancellation.cancel();
            return Progress.NONE.begin(stage, subject, total);
        });
        assertThatThrownBy(() -> read(SAMPLE, LeaseFilter.any(), 9, cancelled))
                .isInstanceOf(CancellationException.class);
    }

    private LeasedKeys list(EtcdFile file, int limit) throws IOException {
        return read(Files.write(directory.resolve("list"), file.snapshot()), LeaseFilter.any(), limit, Progress.NONE);
    }

    private static LeasedKeys read(Path file, LeaseFilter filter, int limit, Progress progress) throws IOException {
        return LeasedKeys.read(SnapshotOpener.plain(), SnapshotName.of(file), filter, limit, progress);
    }
}
