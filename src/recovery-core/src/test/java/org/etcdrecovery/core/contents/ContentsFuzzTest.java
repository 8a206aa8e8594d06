package org.etcdrecovery.core.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Whatever damage a real snapshot takes, its contents are read or it is reported as malformed. */
class ContentsFuzzTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    private final byte[] sample = Files.readAllBytes(SAMPLE);
    private final Path file = Files.createTempFile("contents-fuzz", ".db");

    ContentsFuzzTest() throws IOException {
        // Declares the exceptions of the field initialisers.
    }

    @AfterProperty
    void removeTheFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 150)
    void changedBytesAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int changes)
            throws IOException {
        Random random = new Random(seed);
        byte[] changed = sample.clone();
        for (int i = 0; i < changes; i++) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, changed);
        attempt(() -> SnapshotContents.read(SnapshotOpener.plain(), name(), Progress.NONE));
        attempt(() -> {
            LeasedKeys listing = LeasedKeys.read(SnapshotOpener.plain(), name(), LeaseFilter.any(), 10, Progress.NONE);
            assertThat(listing.rows()).hasSize((int) Math.min(10, listing.matches()));
        });
        attempt(() -> {
            for (KeyRow row : ListedKeys.of(file)) {
                if (row.text().contains("pods")) {
                    StoredValue.read(SnapshotOpener.plain(), name(), row, 100);
                }
            }
        });
    }

    /** Small records of every kind with random contents. */
    @Property(tries = 150)
    void recordsFilledByChanceAreReadOrRefused(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        EtcdFile made = EtcdFile.usual();
        for (String bucket : new String[]{"alarm", "authUsers", "authRoles", "members", "members_removed"}) {
            made.record(bucket, some(random, 1), some(random, 0));
        }
        for (String key : new String[]{"confState", "term", "finishedCompactRev", "storageVersion"}) {
            made.record("meta", key, some(random, 0));
        }
        made.record("auth", "authRevision", some(random, 0)).record("cluster", "downgrade", some(random, 0));
        Files.write(file, made.snapshot());
        assertThat(SnapshotContents.read(SnapshotOpener.plain(), name(), Progress.NONE).buckets()).hasSize(10);
    }

    private SnapshotName name() throws IOException {
        return SnapshotName.of(file);
    }

    private static byte[] some(Random random, int least) {
        byte[] bytes = new byte[least + random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static void attempt(Reading reading) throws IOException {
        try {
            reading.run();
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
