package org.etcdrecovery.core.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.store.objects.ObjectStore;

/**
 * A snapshot that was saved into scratch and judged there, and then written into a store with its manifest.
 *
 * @param name       its name in the store
 * @param saved      what was saved
 * @param inspection what an inspection found in it
 * @param time       when it was saved
 * @param exclusive  whether the store excludes other writers
 */
public record SavedInStore(String name, SavedSnapshot saved, Inspection inspection, Instant time, boolean exclusive) {
    /**
     * A snapshot in scratch that was judged.
     *
     * @param saved      what was saved
     * @param inspection what an inspection found in it, with its manifest
     * @param time       when it was saved
     */
    public record Judged(SavedSnapshot saved, Inspection inspection, Instant time) {
        /**
         * Writes it into a store.
         *
         * @param holds the names of earlier snapshots that must be kept
         */
        public SavedInStore put(ObjectStore store, String name, Set<String> holds,
                Progress progress) throws IOException {
            String manifest = Manifest.print(saved, Optional.of(inspection), time, name, holds);
            boolean exclusive = SnapshotUpload.put(store, name, saved.file(), saved.sha256(), manifest, progress);
            return new SavedInStore(name, saved, inspection, time, exclusive);
        }
    }

    /**
     * Saves a snapshot of a member into scratch and judges it.
     *
     * @throws IOException if it cannot be saved
     */
    public static Judged judge(Endpoint endpoint, ConnectionSettings settings, Duration stall,
            ScratchDirectory scratch, Clock clock, Progress progress) throws IOException {
        SavedSnapshot saved = SnapshotSaver.save(
                new SaveRequest(endpoint, settings, scratch.path().resolve("snapshot.db"), false, stall), progress);
        Instant time = clock.instant();
        Inspection found = Inspector.inspect(saved.file(), progress, _ -> {});
        return new Judged(saved, Manifest.describe(saved, found, time), time);
    }
}
