package org.etcdrecovery.core.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.files.ScratchFile;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.origin.FileOrigins;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFetcher;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.objects.Stores;
import org.etcdrecovery.core.text.UrlText;

/** Fetches snapshots from buckets and web servers. It may be shared by threads. */
public final class StoreFetcher implements SnapshotFetcher {
    private static final int COMPANION_LIMIT = 1 << 20;

    private final StoreSettings settings;
    private final Consumer<Finding> listener;
    /** The complete URLs by what messages show of them. */
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    /** Reaches stores like this. */
    public StoreFetcher(StoreSettings settings) {
        this(settings, _ -> {});
    }

    /**
     * Reaches stores like this.
     *
     * @param listener receives what is wrong with the way to a web server, before anything is fetched from it
     */
    public StoreFetcher(StoreSettings settings, Consumer<Finding> listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Remembers the whole of a URL whose query is secret, for as long as this exists. */
    public void knows(String url) {
        secrets.put(UrlText.ofAddress(url), url);
    }

    @Override
    public Path fetch(String address, ScratchDirectory into, Progress progress) throws IOException {
        String whole = secrets.getOrDefault(address, address);
        if (whole.equals(address) && address.endsWith(UrlText.HIDDEN_QUERY)) {
            throw new StoreException(Reason.ADDRESS,
                    address + ": what follows the question mark is secret and was not kept; " + Advised.WHOLE_URL);
        }
        return switch (StoreAddress.parse(whole)) {
            case Bucket bucket -> fromBucket(bucket, into, progress);
            case Web web -> fromWeb(web, address, into, progress);
            case Folder folder -> folder.path();
        };
    }

    private Path fromWeb(Web web, String address, ScratchDirectory into, Progress progress) throws IOException {
        StoreTexts.of(web).forEach(listener);
        return Stores.fetch(web, settings, SnapshotName.at(address, Optional.empty()).file().toString(), into, progress)
                .file();
    }

    private Path fromBucket(Bucket bucket, ScratchDirectory into, Progress progress) throws IOException {
        if (bucket.name().isEmpty()) {
            throw new StoreException(Reason.ADDRESS,
                    bucket.shown() + " is a folder; “store list” shows the snapshots in it");
        }
        try (ObjectStore store = Stores.open(bucket.parent(), settings)) {
            Path file = store.fetch(bucket.name(), into, progress).file();
            List<String> companions = new ArrayList<>(FileOrigins.companions(bucket.name()));
            companions.add(RecordedOrigin.manifestOf(Path.of(bucket.name())).toString());
            for (String name : companions) {
                fetchCompanion(store, name, into, progress);
            }
            return file;
        }
    }

    /** Only the snapshot matters: without what is beside it, its origin is unknown. */
    private static void fetchCompanion(ObjectStore store, String name, ScratchDirectory into, Progress progress)
            throws IOException {
        byte[] content;
        try {
            if (store.find(name, progress).isEmpty()) {
                return;
            }
            // Of a large one, such as an archive, only the name counts.
            content = store.text(name, COMPANION_LIMIT, progress)
                    .map(text -> text.text().getBytes(StandardCharsets.UTF_8))
                    .orElse(new byte[0]);
        } catch (StoreException e) {
            return;
        }
        int folder = name.lastIndexOf('/');
        if (folder >= 0) {
            Directories.createMissing(into.path().resolve(name.substring(0, folder)));
        }
        try (ScratchFile file = into.create(name, content.length)) {
            file.write(content, 0, content.length);
        }
    }
}
