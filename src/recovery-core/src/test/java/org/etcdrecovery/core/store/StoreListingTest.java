package org.etcdrecovery.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.StoredSnapshot.Standing;
import org.etcdrecovery.core.store.keep.StoreCheck;
import org.etcdrecovery.core.store.keep.StoreCheck.Level;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the files in a store without reading them. */
class StoreListingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"etcd-snapshot-cp1-1764201600.zip, k3s or rke2, NOT_JUDGED, 2025-11-27T00:00:00Z",
            "v2/Full-00471000-00471902-1764158400.gz, Gardener's etcd-backup-restore, NOT_JUDGED, 2025-11-26T12:00:00Z",
            "v2/Incr-00471902-00471999-1764158700.gz, Gardener's etcd-backup-restore, DELTA, 2025-11-26T12:05:00Z",
            "2025-11-26T12:00:00Z-000001/etcd.backup.gz, kops, NOT_JUDGED, 2025-11-26T12:00:00Z",
            "k0s_backup_2025-11-26T12_00_00_000Z.tar.gz, k0s, NOT_JUDGED, 2025-11-26T12:00:00Z",
            "snapshot_2025-11-26_120000.db, OpenShift, PAIR_MISSING, 2025-11-26T12:00:00Z"})
    void platformsAreToldByTheirNames(String name, String maker, Standing standing, Instant time) throws IOException {
        write(name, "x");
        write("2025-11-26T12:00:00Z-000001/_etcd_backup.meta", "{}");
        write(".metadata/etcd-snapshot-cp1-1764201600.zip", "{}");

        StoreListing listing = list();

        assertThat(listing.snapshots()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.object().name()).isEqualTo(name);
            assertThat(snapshot.origin().map(FileOrigin::maker)).contains(maker);
            assertThat(snapshot.standing()).isEqualTo(standing);
            assertThat(snapshot.time()).isEqualTo(time);
        });
    }

    @Test
    void theTwinOfOpenShiftMakesAPair() throws IOException {
        write("snapshot_2025-11-26_120000.db", "x");
        write("static_kuberesources_2025-11-26_120000.tar.gz", "x");

        assertThat(list().snapshots()).singleElement()
                .extracting(StoredSnapshot::standing)
                .isEqualTo(Standing.NOT_JUDGED);
    }

    @Test
    void ourManifestsSayWhatTheFilesAre() throws IOException {
        ours("restorable.db", NOW, "RESTORABLE", 5, 5);
        ours("care.db", NOW.minusSeconds(1), "RESTORABLE_WITH_CARE", 5, 5);
        ours("damaged.db", NOW.minusSeconds(2), "DAMAGED", 5, 5);
        ours("cut.db", NOW.minusSeconds(3), "RESTORABLE", 5, 6);
        ours("unjudged.db", NOW.minusSeconds(4), "", 5, 5);
        write("no-manifest.db", "x");
        write("broken.db", "x");
        write("broken.db.manifest.json", "{\"size\": 1, \"sha256\"");
        write("gone.db.manifest.json", "{}");
        Files.setLastModifiedTime(directory.resolve("no-manifest.db"), FileTime.from(NOW.minusSeconds(9)));

        assertThat(list().snapshots()).filteredOn(each -> each.manifest().isPresent())
                .extracting(StoredSnapshot::standing)
                .containsExactly(Standing.RESTORABLE, Standing.RESTORABLE_WITH_CARE, Standing.DAMAGED,
                        Standing.SIZE_DIFFERS, Standing.NOT_JUDGED);
        assertThat(list().snapshots()).filteredOn(each -> each.manifest().isEmpty())
                .extracting(StoredSnapshot::standing)
                .containsOnly(Standing.INCOMPLETE_OR_FOREIGN)
                .hasSize(3);
    }

    /** What is new enough, and what a fall is measured from, is the first one that is usable. */
    @Test
    void ofTheSameSecondTheOneThatWasSavedLaterIsFirst() throws IOException {
        for (String name : List.of("a_2.db", "a.db", "a_3.db")) {
            ours(name, NOW, "RESTORABLE", 5, 5);
        }

        assertThat(list().snapshots()).extracting(snapshot -> snapshot.object().name())
                .containsExactly("a_3.db", "a_2.db", "a.db");
    }

    @Test
    void aGapIsFoundWhereOlderOnesAreCloserTogether() {
        List<Instant> hourly = new ArrayList<>(IntStream.range(0, 24)
                .mapToObj(hour -> NOW.minus(Duration.ofHours(hour)))
                .toList());
        assertThat(SequenceGap.in(hourly)).isEmpty();
        // Thinned: older ones are farther apart.
        IntStream.range(1, 8).forEach(day -> hourly.add(NOW.minus(Duration.ofHours(24 + 24L * day))));
        IntStream.range(2, 6).forEach(week -> hourly.add(NOW.minus(Duration.ofDays(1 + 7L * week))));
        assertThat(SequenceGap.in(hourly)).isEmpty();

        hourly.remove(NOW.minus(Duration.ofHours(7)));
        hourly.remove(NOW.minus(Duration.ofHours(8)));

        assertThat(SequenceGap.in(hourly)).singleElement().satisfies(gap -> {
            assertThat(gap.after()).isEqualTo(NOW.minus(Duration.ofHours(9)));
            assertThat(gap.before()).isEqualTo(NOW.minus(Duration.ofHours(6)));
            assertThat(gap.usual()).isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void aCheckSaysHowOldTheNewestUsableOneIs() throws IOException {
        assertThat(check(Duration.ofHours(2)).level()).isEqualTo(Level.CRITICAL);
        ours("old.db", NOW.minus(Duration.ofHours(3)), "RESTORABLE", 5, 5);
        assertThat(check(Duration.ofHours(2)).level()).isEqualTo(Level.CRITICAL);
        assertThat(check(Duration.ofHours(4)).level()).isEqualTo(Level.OK);
        assertThat(check(Duration.ofHours(3)).level()).isEqualTo(Level.OK);
        ours("damaged.db", NOW.minus(Duration.ofHours(1)), "DAMAGED", 5, 5);
        assertThat(check(Duration.ofHours(4))).satisfies(check -> {
            assertThat(check.level()).isEqualTo(Level.WARNING);
            assertThat(check.problems()).containsExactly("damaged.db is newer and damaged");
        });
        ours("care.db", NOW, "RESTORABLE_WITH_CARE", 5, 5);
        assertThat(check(Duration.ofHours(4)).problems())
                .containsExactly("the newest one can be restored only with care");
        assertThat(StoreCheck.of(list(), Optional.of(new ClusterId(7)), Duration.ofHours(4), NOW).level())
                .isEqualTo(Level.CRITICAL);
    }

    private StoreCheck check(Duration maxAge) throws IOException {
        return StoreCheck.of(list(), Optional.empty(), maxAge, NOW);
    }

    private StoreListing list() throws IOException {
        return StoreListing.of(new Folder(directory), StoreSettings.DEFAULT, Progress.NONE);
    }

    private void ours(String name, Instant time, String verdict, int size, int stated) throws IOException {
        write(name, "x".repeat(size));
        write(name + ".manifest.json",
                "{\"time\":\"" + time + "\",\"size\":" + stated + ",\"sha256\":\"" + "0".repeat(64)
                        + "\",\"clusterId\":\"a1\",\"revision\":7,\"keys\":3,\"sizeInUse\":4"
                        + (verdict.isEmpty() ? "" : ",\"verdict\":\"" + verdict + "\"") + "}");
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
