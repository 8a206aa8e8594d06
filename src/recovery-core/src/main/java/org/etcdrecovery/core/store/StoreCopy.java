package org.etcdrecovery.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.ObjectStore.Fetched;
import org.etcdrecovery.core.store.objects.ObjectStore.Text;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.objects.Stores;

/**
 * Copies one snapshot with its manifest from one store to another.
 *
 * @param from        how messages name the source
 * @param to          how messages name the copy
 * @param size        its size in bytes
 * @param sha256      its SHA-256, in lower-case hex
 * @param hasManifest whether a manifest that fits it was copied with it
 * @param exclusive   whether the target excludes other writers
 */
public record StoreCopy(String from, String to, long size, String sha256, boolean hasManifest, boolean exclusive) {
    /**
     * Copies. The target must be free; if it ends with a slash or is a directory, the name of the source is appended.
     *
     * @throws StoreException if the source is not what its manifest says
     * @throws IOException    if it cannot be read or written
     */
    public static StoreCopy copy(StoreAddress source, StoreAddress target, StoreSettings settings, Scratch scratch,
            Progress progress) throws IOException {
        Place to = Place.of(target, name(source));
        try (ObjectStore store = Stores.open(to.folder(), settings);
                ScratchDirectory directory = scratch.create()) {
            SnapshotUpload.checkNames(store, to.name(), progress);
            Copied copied = fetch(source, settings, directory, progress);
            String sha256 = copied.file().sha256();
            boolean exclusive = true;
            if (copied.manifest().isPresent()) {
                exclusive = SnapshotUpload.put(store, to.name(), copied.file().file(), sha256,
                        copied.manifest().get(), progress);
            } else {
                store.put(to.name(), copied.file().file(), sha256, progress);
            }
            return new StoreCopy(source.shown(), store.shown() + to.name(), copied.file().size(), sha256,
                    copied.manifest().isPresent(), exclusive);
        }
    }

    private static String name(StoreAddress source) {
        return switch (source) {
            case Bucket bucket -> bucket.name();
            case Folder folder -> String.valueOf(folder.path().getFileName());
            case Web web -> SnapshotName.at(web.shown(), Optional.empty()).file().toString();
        };
    }

    private record Copied(Fetched file, Optional<String> manifest) {}

    private static Copied fetch(StoreAddress source, StoreSettings settings, ScratchDirectory into, Progress progress)
            throws IOException {
        if (source instanceof Web web) {
            return new Copied(Stores.fetch(web, settings, name(source), into, progress), Optional.empty());
        }
        Place from = Place.of(source, "");
        if (from.name().isEmpty()) {
            throw new StoreException(Reason.ADDRESS, source.shown() + " is a folder; name one snapshot in it");
        }
        try (ObjectStore store = Stores.open(from.folder(), settings)) {
            Fetched file = store.fetch(from.name(), into, progress);
            String beside = RecordedOrigin.manifestOf(Path.of(from.name())).toString();
            Optional<String> manifest = store.text(beside, StoredManifest.LIMIT, progress).map(Text::text);
            Optional<StoredManifest> stated = manifest.flatMap(StoredManifest::read);
            if (stated.isPresent() && !stated.get().sha256().equals(file.sha256())) {
                throw new StoreException(Reason.DIFFERS, source.shown() + ": its SHA-256 is " + file.sha256()
                        + ", but its manifest says " + stated.get().sha256()
                        + ", so one of the two is of another snapshot or damaged; " + Advised.SNAPSHOT_VERIFY
                        + " judges the file");
            }
            return new Copied(file, stated.isPresent() ? manifest : Optional.empty());
        }
    }

    /** A folder and a name in it; the name is empty if the address is that of the folder. */
    private record Place(StoreAddress folder, String name) {
        static Place of(StoreAddress address, String nameInFolder) throws StoreException {
            return switch (address) {
                case Bucket bucket -> bucket.name().isEmpty()
                        ? new Place(bucket, nameInFolder)
                        : new Place(bucket.parent(), bucket.name());
                case Folder folder -> Files.isDirectory(folder.path())
                        ? new Place(folder, nameInFolder)
                        : new Place(new Folder(Directories.parentOf(folder.path())),
                                String.valueOf(folder.path().getFileName()));
                case Web web -> throw new StoreException(Reason.ADDRESS,
                        web.shown() + ": nothing can be written to a URL; write s3://BUCKET/FOLDER/ or a path");
            };
        }
    }
}
