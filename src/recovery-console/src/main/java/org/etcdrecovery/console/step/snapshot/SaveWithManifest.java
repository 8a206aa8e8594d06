package org.etcdrecovery.console.step.snapshot;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.progress.Progress;

/** Saves a snapshot and, beside it, what the snapshot itself does not hold. */
final class SaveWithManifest {
    private static final System.Logger LOG = System.getLogger(SaveWithManifest.class.getName());

    private SaveWithManifest() {}

    /**
     * Saves both.
     *
     * @throws IOException if the snapshot cannot be saved
     */
    static SavedSnapshot save(SaveRequest request, Clock clock, Progress progress) throws IOException {
        SavedSnapshot saved = SnapshotSaver.save(request, progress);
        try {
            Manifest.write(saved, Optional.empty(), clock.instant());
        } catch (IOException e) {
            // The inspection writes it again, with the verdict, and reports a failure.
            LOG.log(Level.WARNING, "the manifest could not be written", e);
        }
        return saved;
    }
}
