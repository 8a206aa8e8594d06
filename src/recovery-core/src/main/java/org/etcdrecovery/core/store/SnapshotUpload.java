package org.etcdrecovery.core.store;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.StoreException;

/** Writes a snapshot into a store: the file first, then its manifest, which says that the file is complete. */
public final class SnapshotUpload {
    private SnapshotUpload() {}

    /**
     * Checks that a snapshot and its manifest can get their names, before the work of making them begins.
     *
     * @throws StoreException if one of the names is taken
     */
    public static void checkNames(ObjectStore store, String name, Progress progress) throws IOException {
        for (String each : new String[]{name, name + StoreListing.MANIFEST}) {
            if (store.find(each, progress).isPresent()) {
                throw StoreException.exists(store.shown() + each);
            }
        }
    }

    /**
     * Writes both.
     *
     * @param sha256   the SHA-256 of the file, in lower-case hex
     * @param manifest the text of its manifest
     * @return whether the store excludes other writers: otherwise one could have written the same names at this moment
     * @throws IOException if that fails; then there may be a file without a manifest
     */
    public static boolean put(ObjectStore store, String name, Path file, String sha256, String manifest,
            Progress progress) throws IOException {
        checkNames(store, name, progress);
        store.put(name, file, sha256, progress);
        String beside = name + StoreListing.MANIFEST;
        if (store.create(beside, manifest, progress).isEmpty()) {
            throw StoreException.exists(store.shown() + beside);
        }
        return store.excludesOthers(beside, manifest, progress);
    }
}
