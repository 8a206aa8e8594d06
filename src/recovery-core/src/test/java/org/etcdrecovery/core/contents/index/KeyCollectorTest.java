package org.etcdrecovery.core.contents.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pass of an inspection collects is what a pass for nothing else finds. */
class KeyCollectorTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    @TempDir
    private Path directory;

    @Test
    void theSample() throws IOException {
        assertSame(SAMPLE);
    }

    @Test
    void anEmptyKeyspaceAndOneWithALittleOfEverything() throws IOException {
        assertSame(new EtcdFile().writeTo(directory));
        assertSame(EtcdFile.usual().writeTo(directory));
    }

    /** More records than the pass looks up at once. */
    @Test
    void manyRecords() throws IOException {
        assertSame(many().writeTo(directory));
    }

    private static EtcdFile many() {
        Random random = new Random(11);
        EtcdFile file = new EtcdFile();
        boolean[] exists = new boolean[5000];
        for (int i = 0; i < 30_000; i++) {
            int key = random.nextInt(exists.length);
            if (exists[key] && random.nextInt(4) == 0) {
                file.delete("/registry/pods/default/" + key);
                exists[key] = false;
            } else {
                file.put("/registry/pods/default/" + key, "value");
                exists[key] = true;
            }
        }
        return file;
    }

    private static void assertSame(Path file) throws IOException {
        KeyCollector collector = KeyIndex.collector();
        assertThat(inspect(file, collector).facts()).isPresent();
        assertThat(collector.isUsable()).isTrue();
        KeyIndex collected = collector.arrange(Progress.NONE);
        KeyIndex read = read(file);

        assertThat(collected.unreadable()).isEmpty();
        assertThat(collected.size()).isEqualTo(read.size());
        assertThat(collected.lastRevision()).isEqualTo(read.lastRevision());
        assertThat(collected.firstRevision()).isEqualTo(read.firstRevision());
        assertThat(collected.compactRevision()).isEqualTo(read.compactRevision());
        assertThat(collected.newest().totals()).isEqualTo(read.newest().totals());
        for (int rank = 0; rank < read.size(); rank++) {
            assertThat(collected.key(rank)).isEqualTo(read.key(rank));
            assertThat(collected.history(rank)).isEqualTo(read.history(rank));
        }
        assertThatThrownBy(() -> collector.arrange(Progress.NONE)).isInstanceOf(IllegalStateException.class);
    }

    private static Inspection inspect(Path file, KeyCollector collector) throws IOException {
        return Inspector.inspect(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE, _ -> {}, Quota.DEFAULT,
                collector);
    }

    private static KeyIndex read(Path file) throws IOException {
        return KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE);
    }

    @Test
    void withoutEnoughMemoryThereIsAVerdictAndNoIndex() throws IOException {
        Path file = many().writeTo(directory);
        KeyCollector collector = new KeyCollector(1 << 20);

        Inspection inspection = inspect(file, collector);

        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.facts().orElseThrow().status().records()).isGreaterThan(30_000);
        assertThat(collector.isUsable()).isFalse();
        assertThat(collector.refusal()).hasValueSatisfying(reason -> assertThat(reason).contains("1.0 MB of memory"));
    }

    @Test
    void aDamagedFileIsNotCollected() throws IOException {
        byte[] image = EtcdFile.usual().record("key", new byte[17], new byte[0]).snapshot();
        KeyCollector collector = KeyIndex.collector();

        Inspection inspection = inspect(Files.write(directory.resolve("damaged"), image), collector);

        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(collector.isUsable()).isFalse();
        assertThat(collector.refusal()).isEmpty();
    }

    @Test
    void arrangingCanBeCancelled() throws IOException {
        KeyCollector collector = KeyIndex.collector();
        inspect(SAMPLE, collector);
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> collector.arrange(cancelled.guard(Progress.NONE)))
                .isInstanceOf(CancellationException.class);
    }
}
