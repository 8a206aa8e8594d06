package org.etcdrecovery.core.store.keep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.probe.Prober.Scope;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.RecordedOrigin.Way;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.store.SavedInStore;
import org.etcdrecovery.core.store.SavedInStore.Judged;
import org.etcdrecovery.core.store.StoreCode;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoreTexts;
import org.etcdrecovery.core.store.StoredManifest;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.keep.KeepResult.Pruning;
import org.etcdrecovery.core.store.keep.Thinning.Fate;
import org.etcdrecovery.core.store.objects.ObjectStore;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.etcdrecovery.core.store.objects.StoredObject;
import org.etcdrecovery.core.store.objects.Stores;

/** Saves a snapshot, judges it, writes it into a store, and deletes there what no rule keeps. */
public final class KeepRun {
    private static final DateTimeFormatter NAME_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);
    /** Runs that end in the same second; the later one has the name that comes later in the alphabet. */
    private static final int MOST_TWINS = 9;

    private final KeepRequest request;
    private final Clock clock;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();

    private KeepRun(KeepRequest request, Clock clock, Progress progress) {
        this.request = request;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Runs once.
     *
     * @return empty if no member answers
     * @throws IOException if the snapshot cannot be saved or written, or the store not be asked; what was written by then
     *                     stays
     */
    public static Optional<KeepResult> run(KeepRequest request, Clock clock, Progress progress) throws IOException {
        ProbeReport report = Prober.probe(new Contacts(request.connection()), Scope.NAMED, _ -> {}, progress);
        Optional<SnapshotSource> source = SnapshotSource.recommend(report);
        return source.isEmpty()
                ? Optional.empty()
                : Optional.of(new KeepRun(request, clock, progress).from(source.get()));
    }

    private KeepResult from(SnapshotSource source) throws IOException {
        ClusterId cluster = source.row().status().map(MemberStatus::clusterId).orElseThrow();
        try (ObjectStore store = Stores.open(request.folder(), request.store())) {
            StoreListing before = StoreListing.of(store, false, progress);
            findings.addAll(before.findings());
            if (request.dryRun()) {
                Thinning thinning = thin(with(toBeSaved(source, before, cluster), before.snapshots()), cluster);
                return result(store, source, Optional.empty(), thinning, outcome(thinning, Pruning.DRY_RUN),
                        List.of());
            }
            SavedInStore saved = save(store, source, before, cluster);
            if (!saved.exclusive()) {
                findings.add(StoreTexts.noConditions());
            }
            return prune(store, source, saved, cluster);
        }
    }

    /** The snapshot that a run would save now, if it can be restored; its size does not matter. */
    private StoredSnapshot toBeSaved(SnapshotSource source, StoreListing before, ClusterId cluster) {
        Instant now = clock.instant();
        String name = request.prefix() + "-" + NAME_TIME.format(now);
        OptionalLong revision = source.row()
                .status()
                .map(status -> OptionalLong.of(status.revision()))
                .orElse(OptionalLong.empty());
        return new StoredSnapshot(
                new StoredObject(twin(name, twins(before, name)), 0, now, Optional.empty()),
                Optional.of(new StoredManifest(Way.SAVE, now, 0, "", Optional.of(cluster), revision,
                        OptionalLong.empty(), OptionalLong.empty(), Optional.of(Verdict.RESTORABLE), Set.of())),
                Optional.empty());
    }

    private static List<StoredSnapshot> with(StoredSnapshot one, List<StoredSnapshot> others) {
        List<StoredSnapshot> all = new ArrayList<>(others);
        all.addFirst(one);
        return all;
    }

    private SavedInStore save(ObjectStore store, SnapshotSource source, StoreListing before, ClusterId cluster)
            throws IOException {
        try (ScratchDirectory scratch = request.scratch().create()) {
            Judged judged = SavedInStore.judge(source.row().endpoint(), request.connection(), request.stall(), scratch,
                    clock, progress);
            Set<String> holds = holds(before, judged, cluster);
            String name = request.prefix() + "-" + NAME_TIME.format(judged.time());
            for (int twin = twins(before, name);; twin++) {
                try {
                    return judged.put(store, twin(name, twin), holds, progress);
                } catch (StoreException e) {
                    if (e.reason() != Reason.EXISTS || twin > MOST_TWINS) {
                        throw e;
                    }
                }
            }
        }
    }

    private static String twin(String name, int before) {
        return name + (before == 0 ? "" : "_" + (before + 1)) + ".db";
    }

    /**
     * How many names of this second were given already, as the highest that is left tells. A name that pruning freed is not
     * given again: of snapshots of one second, the one with the higher name is the newer one.
     */
    private static int twins(StoreListing before, String name) {
        Pattern ofTheSecond = Pattern.compile(Pattern.quote(name) + "(?:_([0-9]{1,3}))?\\.db");
        return before.snapshots()
                .stream()
                .map(snapshot -> ofTheSecond.matcher(snapshot.object().name()))
                .filter(Matcher::matches)
                .mapToInt(twin -> twin.group(1) == null ? 1 : Integer.parseInt(twin.group(1)))
                .max()
                .orElse(0);
    }

    /** The snapshots before the falls that nobody has accepted yet, this one included. */
    private Set<String> holds(StoreListing before, Judged judged, ClusterId cluster) {
        Optional<StoredSnapshot> last = before.snapshots()
                .stream()
                .filter(snapshot -> snapshot.isUsable() && snapshot.object().isDirect())
                .filter(snapshot -> snapshot.manifest().flatMap(StoredManifest::clusterId).equals(Optional.of(cluster)))
                .findFirst();
        if (last.isEmpty() || request.acceptFall()) {
            return Set.of();
        }
        Set<String> holds = new HashSet<>(last.get().manifest().map(StoredManifest::holds).orElse(Set.of()));
        Optional<SnapshotFacts> facts = judged.inspection().facts();
        facts.flatMap(known -> Fall.between(last.get(), known.servedKeys(), known.status().sizeInUse(),
                request.maxFall())).ifPresent(fall -> {
                    findings.add(fall.finding());
                    holds.add(fall.from().object().name());
                });
        holds.removeIf(name -> before.snapshots().stream().noneMatch(each -> each.object().name().equals(name)));
        return holds;
    }

    private Thinning thin(List<StoredSnapshot> snapshots, ClusterId cluster) {
        Instant now = clock.instant();
        Thinning thinning = Thinning.decide(snapshots, cluster, request.rules(), now);
        thinning.contradiction()
                .ifPresent(why -> findings.add(new Finding(StoreCode.ORDER, Severity.CARE, "",
                        "Nothing was pruned: " + why,
                        "By times that are wrong, the wrong snapshots would be deleted.",
                        "Set the clocks right. If the cluster was restored to an earlier revision, move its earlier"
                                + " snapshots to another folder.")));
        return thinning;
    }

    private Pruning outcome(Thinning thinning, Pruning otherwise) {
        return request.rules().areNone()
                ? Pruning.NO_RULES
                : thinning.contradiction().isPresent() ? Pruning.CONTRADICTION : otherwise;
    }

    private KeepResult prune(ObjectStore store, SnapshotSource source, SavedInStore saved, ClusterId cluster)
            throws IOException {
        if (request.rules().areNone() || request.soleWriter()) {
            return pruneNow(store, source, saved, cluster);
        }
        switch (PruneLock.acquire(store, owner(), clock, progress)) {
            case PruneLock.Answer.Held(PruneLock lock) -> {
                try {
                    return pruneNow(store, source, saved, cluster);
                } finally {
                    lock.release(progress);
                }
            }
            case PruneLock.Answer.Taken taken -> {
                findings.add(new Finding(StoreCode.LOCKED, Severity.NOTE, "",
                        "Not pruned: " + taken.owner() + " is pruning this folder, or was killed while it did",
                        "The snapshot is saved all the same. The lock ends by itself at " + taken.until() + ".",
                        "Nothing, if this happens now and then."));
                return notPruned(store, source, saved, cluster, Pruning.LOCKED);
            }
            case PruneLock.Answer.Impossible _ -> {
                return notPruned(store, source, saved, cluster, Pruning.NO_LOCK);
            }
        }
    }

    private KeepResult notPruned(ObjectStore store, SnapshotSource source, SavedInStore saved, ClusterId cluster,
            Pruning why) throws IOException {
        Thinning thinning = thin(StoreListing.of(store, false, progress).snapshots(), cluster);
        return result(store, source, Optional.of(saved), thinning, outcome(thinning, why), List.of());
    }

    private KeepResult pruneNow(ObjectStore store, SnapshotSource source, SavedInStore saved, ClusterId cluster)
            throws IOException {
        Thinning thinning = thin(StoreListing.of(store, false, progress).snapshots(), cluster);
        Pruning pruning = outcome(thinning, Pruning.DONE);
        List<Fate> deleted = pruning == Pruning.DONE ? thinning.deleted() : List.of();
        for (Fate fate : deleted) {
            // The manifest last: a file without one would never be deleted.
            store.delete(fate.snapshot().object().name(), progress);
            store.delete(fate.snapshot().object().name() + StoreListing.MANIFEST, progress);
        }
        return result(store, source, Optional.of(saved), thinning, pruning, deleted);
    }

    private KeepResult result(ObjectStore store, SnapshotSource source, Optional<SavedInStore> saved,
            Thinning thinning, Pruning pruning, List<Fate> deleted) {
        return new KeepResult(store.shown(), source, saved, thinning, pruning, deleted, findings);
    }

    private static String owner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "a host without a name";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host;
    }
}
