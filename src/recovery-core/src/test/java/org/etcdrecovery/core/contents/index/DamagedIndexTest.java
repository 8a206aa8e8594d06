package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Mutation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a damaged file, the index has what can be read and says what cannot. */
class DamagedIndexTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");
    private static final int PAGE = 4096;

    @TempDir
    private Path directory;

    @Test
    void aPageThatIsGoneTakesOnlyItsRecordsAlong() throws IOException {
        byte[] sound = Files.readAllBytes(SAMPLE);
        KeyIndex whole = read(sound);
        int partly = 0;
        for (int page = 2; page < sound.length / PAGE; page++) {
            byte[] damaged = sound.clone();
            Arrays.fill(damaged, page * PAGE, (page + 1) * PAGE, (byte) 0);
            KeyIndex index;
            try {
                index = read(damaged);
            } catch (MalformedDataException e) {
                continue;
            }
            int missing = missing(whole, index);
            if (missing > 0) {
                assertThat(index.unreadable()).as("page " + page).isNotEmpty();
                assertThat(index.unreadable()).as("the others of that revision are read")
                        .anyMatch(sentence -> sentence.startsWith("Some records "));
                partly++;
            }
        }
        assertThat(whole.unreadable()).isEmpty();
        assertThat(partly).isGreaterThan(20);
    }

    /** How many records are missing; fails if any is not one of the whole index. */
    private static int missing(KeyIndex whole, KeyIndex part) {
        int found = 0;
        for (int rank = 0; rank < part.size(); rank++) {
            int same = whole.find(part.key(rank));
            assertThat(same).isNotNegative();
            List<RecordRef> records = part.history(rank);
            assertThat(whole.history(same)).containsAll(records);
            found += records.size();
        }
        return whole.records() - found;
    }

    @Test
    void whateverHappenedToAFileItsIndexIsReadOrItIsRefused() throws IOException {
        byte[] sound = Files.readAllBytes(SAMPLE);
        for (int seed = 0; seed < LongRun.times(60, 20_000); seed++) {
            byte[] damaged = Mutation.of(sound, new Random(seed));
            try {
                KeyIndex index = read(damaged);
                for (int rank = 0; rank < index.size(); rank++) {
                    assertThat(index.find(index.key(rank))).isEqualTo(rank);
                }
                assertThat(index.newest().totals().keys()).isLessThanOrEqualTo(index.size());
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void aRecordThatCannotBeDecodedIsNamed() throws IOException {
        byte[] key = {0, 0, 0, 0, 0, 0, 0, 90, '_', 0, 0, 0, 0, 0, 0, 0, 0};

        KeyIndex index = read(EtcdFile.usual().record("key", key, new byte[]{1}).put("last", "one").snapshot());

        assertThat(index.unreadable()).containsExactly("One record cannot be decoded.");
        assertThat(index.find("last".getBytes(UTF_8))).isNotNegative();
    }

    @Test
    void aFileThatIsCutOffShowsWhatItHas() throws IOException {
        byte[] sound = Files.readAllBytes(SAMPLE);

        KeyIndex index = read(Arrays.copyOf(sound, sound.length * 3 / 4));

        assertThat(index.unreadable()).isNotEmpty();
        assertThat(index.size()).isPositive();
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws IOException {
        byte[] file = new EtcdFile().without("key").snapshot();

        assertThatThrownBy(() -> read(file)).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no bucket “key”");
    }

    private KeyIndex read(byte[] bytes) throws IOException {
        return KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(Files.write(directory.resolve("file"), bytes)),
                Progress.NONE);
    }
}
