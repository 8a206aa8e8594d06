package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.etcdrecovery.core.progress.Progress;

/**
 * Saves a snapshot and, at once, its manifest. Inspecting a large file takes minutes: if that is broken off, what the
 * snapshot may lack must be beside it already.
 */
public final class SaveWithManifest {
    private SaveWithManifest() {}

    /**
     * Saves both. The caller inspects the file and then {@linkplain Manifest#write writes the manifest again}, with the
     * verdict.
     *
     * @throws IOException if the snapshot cannot be saved
     */
    public static SavedSnapshot save(SaveRequest request, Clock clock, Progress progress) throws IOException {
        SavedSnapshot saved = SnapshotSaver.save(request, progress);
        try {
            Manifest.write(saved, Optional.empty(), clock.instant());
        } catch (IOException e) {
            // The snapshot is what counts. Writing the manifest again fails as well, and the caller reports it.
        }
        return saved;
    }
}
