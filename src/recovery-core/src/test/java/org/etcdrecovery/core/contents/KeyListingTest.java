package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyListingTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    @TempDir
    private Path directory;

    @Test
    void theSampleHoldsTheKeysThatItsReadmeNames() throws IOException {
        KeyListing all = KeyListing.read(SAMPLE, KeyFilter.ALL, KeyListing.USUAL_LIMIT, Progress.NONE);

        assertThat(all.matches()).isEqualTo(78);
        assertThat(all.rows()).hasSize(78);
        assertThat(all.isCut()).isFalse();
        assertThat(all.rows()).extracting(KeyRow::text)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains(
                        "/registry/masterleases/10.0.0.11");
        assertThat(all.rows()).allSatisfy(row -> {
            assertThat(row.createRevision()).isBetween(1L, row.modRevision());
            assertThat(row.version()).isPositive();
        });
    }

    @Test
    void deletedKeysAreMissingAndTheNewestRecordCounts() throws IOException {
        EtcdFile file = EtcdFile.usual();

        KeyListing all = list(file, KeyFilter.ALL, 100);

        assertThat(all.rows()).extracting(KeyRow::text)
                .containsExactly("/key/0", "/key/1", "/key/10", "/key/11", "/key/12", "/key/13", "/key/14", "/key/2",
                        "/key/4", "/key/5", "/key/6", "/key/7", "/key/8", "/key/9", "/leased");
        KeyRow again = all.rows().get(8);
        assertThat(again.modRevision()).isEqualTo(file.revision());
        assertThat(again.valueSize()).isEqualTo("again".length());
        assertThat(all.rows().getLast().lease()).isEqualTo(0x77);
    }

    @Test
    void aLimitCutsAtTheEndAndTheMatchesAreStillCounted() throws IOException {
        KeyListing first = list(EtcdFile.usual(), KeyFilter.prefix("/key/1"), 3);

        assertThat(first.rows()).extracting(KeyRow::text).containsExactly("/key/1", "/key/10", "/key/11");
        assertThat(first.matches()).isEqualTo(6);
        assertThat(first.isCut()).isTrue();
        KeyListing none = list(EtcdFile.usual(), KeyFilter.ALL, 0);
        assertThat(none.rows()).isEmpty();
        assertThat(none.matches()).isEqualTo(15);
    }

    @Test
    void filtersCompareBytes() throws IOException {
        EtcdFile file = new EtcdFile().put("a/größe", "1").put("größe/a", "2").put("GRÖSSE", "3").put("gr", "4");

        assertThat(list(file, KeyFilter.prefix("größe"), 9).rows()).extracting(KeyRow::text).containsExactly("größe/a");
        assertThat(list(file, KeyFilter.containing("größe"), 9).matches()).isEqualTo(2);
        assertThat(list(file, KeyFilter.containing(new byte[]{(byte) 0xC3}), 9).matches()).isEqualTo(3);
        assertThat(list(file, KeyFilter.containing("größe/größe"), 9).matches()).isZero();
        assertThat(list(file, KeyFilter.containing(""), 9).matches()).isEqualTo(4);
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

        FirstKeys first = new FirstKeys(KeyFilter.ALL, limit, budget);
        KeyValueReader reader = new KeyValueReader();
        for (byte[] key : shuffled) {
            byte[] record = EtcdFile.keyValue(key, 5, new byte[0], 0);
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
    void aValueIsThatOfTheNewestRecord() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);

        StoredValue value = value(file, "/key/4", 9);

        assertThat(new String(value.head(), UTF_8)).isEqualTo("again");
        assertThat(value.isCut()).isFalse();
        assertThat(value.key().text()).isEqualTo("/key/4");
        StoredValue cut = value(file, "/key/4", 2);
        assertThat(new String(cut.head(), UTF_8)).isEqualTo("ag");
        assertThat(cut.isCut()).isTrue();
        assertThat(cut.key().valueSize()).isEqualTo(5);
    }

    @Test
    void aKeyThatDoesNotStandWhereItWasListedHasNoValue() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);
        KeyRow row = row(file, "/key/4");

        assertThat(StoredValue.read(file, at(row, "/key/5", row.modRevision()), 9)).isEmpty();
        assertThat(StoredValue.read(file, at(row, "/key/4", row.modRevision() - 1), 9)).isEmpty();
        assertThat(StoredValue.read(file, at(row, "/key/4", Long.MAX_VALUE), 9)).isEmpty();
        KeyRow deletion = new KeyRow("/key/3".getBytes(US_ASCII), 0, EtcdFile.usual().revision() - 2, 0, 0, 0);
        assertThat(StoredValue.read(file, deletion, 9)).isEmpty();
    }

    private static KeyRow at(KeyRow row, String key, long revision) {
        return new KeyRow(key.getBytes(US_ASCII), row.createRevision(), revision, row.version(), row.lease(),
                row.valueSize());
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws IOException {
        Path file = new EtcdFile().without("key").writeTo(directory);

        assertThatThrownBy(() -> KeyListing.read(file, KeyFilter.ALL, 9, Progress.NONE))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no bucket “key”");
        assertThatThrownBy(() -> StoredValue.read(file, new KeyRow(new byte[1], 2, 2, 1, 0, 0), 9))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aRecordThatIsNoneEndsTheReading() throws IOException {
        Path file = EtcdFile.usual().record("key", new byte[17], new byte[0]).writeTo(directory);

        assertThatThrownBy(() -> KeyListing.read(file, KeyFilter.ALL, 9, Progress.NONE))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no '_' between main and sub");
    }

    @Test
    void canBeCancelled() {
        Cancellation cancellation = new Cancellation();
        Progress cancelled = cancellation.guard((stage, subject, total) -> {
            cancellation.cancel();
            return Progress.NONE.begin(stage, subject, total);
        });
        assertThatThrownBy(() -> KeyListing.read(SAMPLE, KeyFilter.ALL, 9, cancelled))
                .isInstanceOf(CancellationException.class);
    }

    private KeyListing list(EtcdFile file, KeyFilter filter, int limit) throws IOException {
        return KeyListing.read(Files.write(directory.resolve("list"), file.snapshot()), filter, limit, Progress.NONE);
    }

    private static StoredValue value(Path file, String key, int limit) throws IOException {
        return StoredValue.read(file, row(file, key), limit).orElseThrow();
    }

    private static KeyRow row(Path file, String key) throws IOException {
        return KeyListing.read(file, KeyFilter.prefix(key), 1, Progress.NONE).rows().getFirst();
    }
}
