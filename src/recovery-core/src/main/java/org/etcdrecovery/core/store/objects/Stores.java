package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.time.Duration;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.objects.ObjectStore.Fetched;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException.Reason;

/** Opens stores. */
public final class Stores {
    /** How long a broken connection rests before it is opened again. */
    static final Duration PAUSE = Duration.ofMillis(500);

    private Stores() {}

    /**
     * Opens a folder.
     *
     * @throws StoreException if the address is a URL, of which nothing can be listed, or the settings cannot be used
     */
    public static ObjectStore open(StoreAddress address, StoreSettings settings) throws IOException {
        return switch (address) {
            case Bucket bucket -> new BucketStore(bucket.asFolder(), settings);
            case Folder folder -> new FolderStore(folder.path());
            case Web web -> throw new StoreException(Reason.ADDRESS,
                    web.shown()
                            + " is the URL of a file, and this needs a folder: write s3://BUCKET/FOLDER/ or the path"
                            + " of a directory");
        };
    }

    /**
     * Fetches a file from a web server.
     *
     * @param name the name of the copy
     */
    public static Fetched fetch(Web address, StoreSettings settings, String name, ScratchDirectory into,
            Progress progress) throws IOException {
        try (WebObject object = new WebObject(address, settings)) {
            return new Download(object, settings.stall(), PAUSE).into(into, name, progress);
        }
    }
}
