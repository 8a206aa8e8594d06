package org.etcdrecovery.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.FileOrigins;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.ObjectStore.Text;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreSettings;
import org.etcdrecovery.core.store.objects.StoreTraits;
import org.etcdrecovery.core.store.objects.StoredObject;
import org.etcdrecovery.core.store.objects.Stores;

/**
 * The snapshots in a folder of a store.
 *
 * @param store     how messages name the folder
 * @param traits    how the store protects what it holds
 * @param snapshots everything in it that is not a manifest, the newest first
 * @param gaps      where the sequence of a cluster has gaps
 * @param findings  what to do something about
 */
public record StoreListing(String store, StoreTraits traits, List<StoredSnapshot> snapshots, List<SequenceGap> gaps,
        List<Finding> findings) {
    /** Copies the lists. */
    public StoreListing {
        snapshots = List.copyOf(snapshots);
        gaps = List.copyOf(gaps);
        findings = List.copyOf(findings);
    }

    /** How many manifests are read at the same time: a store answers each in its own time. */
    private static final int AT_ONCE = 8;
    /** What the name of a manifest ends with, after that of its snapshot. */
    public static final String MANIFEST = ".manifest.json";
    /** The object that excludes others while a run prunes. */
    public static final String LOCK = ".etcd-recovery.lock";

    /**
     * Lists a folder and the folders below it. Only manifests are read, no snapshots.
     *
     * @throws IOException if it cannot be listed
     */
    public static StoreListing of(StoreAddress folder, StoreSettings settings, Progress progress) throws IOException {
        try (ObjectStore store = Stores.open(folder, settings)) {
            return of(store, true, progress);
        }
    }

    /**
     * Lists an open folder.
     *
     * @param below whether to list the folders below it, too
     */
    public static StoreListing of(ObjectStore store, boolean below, Progress progress) throws IOException {
        List<StoredSnapshot> snapshots = new ArrayList<>(snapshots(store, below, progress));
        snapshots.sort(StoredSnapshot.NEWEST_FIRST);
        StoreTraits traits = store.traits(progress);
        List<SequenceGap> gaps = gaps(snapshots);
        List<Finding> findings = new ArrayList<>(StoreTexts.of(traits));
        gaps.stream().map(StoreTexts::gap).forEach(findings::add);
        return new StoreListing(store.shown(), traits, snapshots, gaps, findings);
    }

    private static List<StoredSnapshot> snapshots(ObjectStore store, boolean below, Progress progress)
            throws IOException {
        List<StoredObject> objects = store.list(below, progress);
        Set<String> names = new HashSet<>();
        objects.forEach(object -> names.add(object.name()));
        try {
            return objects.stream()
                    .filter(object -> !accompanies(object.name(), names))
                    .gather(Gatherers.mapConcurrent(AT_ONCE, object -> known(store, object, names, progress)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static StoredSnapshot known(ObjectStore store, StoredObject object, Set<String> names, Progress progress) {
        try {
            return snapshot(store, object, names, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accompanies(String name, Set<String> names) {
        boolean isManifest = name.endsWith(MANIFEST)
                && names.contains(name.substring(0, name.length() - MANIFEST.length()));
        return isManifest || name.contains(LOCK) || FileOrigins.isCompanion(name);
    }

    private static StoredSnapshot snapshot(ObjectStore store, StoredObject object, Set<String> names,
            Progress progress) throws IOException {
        String beside = object.name() + MANIFEST;
        Optional<StoredManifest> manifest = names.contains(beside)
                ? store.text(beside, StoredManifest.LIMIT, progress).map(Text::text).flatMap(StoredManifest::read)
                : Optional.empty();
        String folder = object.name().substring(0, object.name().length() - object.lastPart().length());
        String parent = folder.isEmpty()
                ? ""
                : folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1,
                        folder.length() - 1);
        return new StoredSnapshot(object, manifest,
                FileOrigins.of(object.lastPart(), parent, other -> names.contains(folder + other)));
    }

    private static List<SequenceGap> gaps(List<StoredSnapshot> snapshots) {
        Map<ClusterId, List<Instant>> times = new TreeMap<>();
        for (StoredSnapshot snapshot : snapshots) {
            snapshot.manifest()
                    .flatMap(StoredManifest::clusterId)
                    .filter(_ -> snapshot.isUsable())
                    .ifPresent(id -> times.computeIfAbsent(id, _ -> new ArrayList<>()).add(snapshot.time()));
        }
        return times.values().stream().flatMap(all -> SequenceGap.in(all).stream()).toList();
    }
}
