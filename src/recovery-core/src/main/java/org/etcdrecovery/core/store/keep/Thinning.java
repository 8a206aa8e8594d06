package org.etcdrecovery.core.store.keep;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.store.StoredManifest;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.StoredSnapshot.Standing;

/**
 * What is to be kept and deleted of the files in a folder, each with the reason. It depends on nothing but its input.
 *
 * @param fates         every file, in the order of the input
 * @param contradiction why nothing may be deleted although there are rules; empty if nothing contradicts
 */
public record Thinning(List<Fate> fates, Optional<String> contradiction) {
    /** Copies the list. */
    public Thinning {
        fates = List.copyOf(fates);
    }

    /**
     * What becomes of a file.
     *
     * @param snapshot the file
     * @param kept     whether it is kept
     * @param reason   why, in a few words
     */
    public record Fate(StoredSnapshot snapshot, boolean kept, String reason) {}

    /** The files to delete. */
    public List<Fate> deleted() {
        return fates.stream().filter(fate -> !fate.kept()).toList();
    }

    /**
     * Decides.
     *
     * @param all     every file in the folder
     * @param cluster the cluster whose snapshots may be deleted
     * @param rules   what is kept
     * @param now     the time of this machine's clock
     */
    public static Thinning decide(List<StoredSnapshot> all, ClusterId cluster, KeepRules rules, Instant now) {
        List<StoredSnapshot> ours = all.stream()
                .filter(snapshot -> whyNotOurs(snapshot, cluster).isEmpty())
                .sorted(StoredSnapshot.NEWEST_FIRST)
                .toList();
        Optional<String> contradiction = rules.areNone() ? Optional.empty() : contradiction(ours, now);
        Map<String, String> reasons = keepReasons(ours, rules);
        Optional<StoredSnapshot> newest = ours.stream().filter(StoredSnapshot::isUsable).findFirst();
        List<Fate> fates = new ArrayList<>();
        for (StoredSnapshot snapshot : all) {
            String name = snapshot.object().name();
            Optional<String> reason = whyNotOurs(snapshot, cluster)
                    .or(() -> Optional.ofNullable(reasons.get(name)))
                    .or(() -> whyKeptUnusable(snapshot, newest))
                    .or(() -> rules.areNone() ? Optional.of("no rule says what to delete") : Optional.empty())
                    .or(() -> contradiction.map(_ -> "nothing is deleted while times and revisions contradict"));
            fates.add(new Fate(snapshot, reason.isPresent(), reason.orElseGet(() -> snapshot.isUsable()
                    ? "no rule keeps it"
                    : "it cannot be restored, and a newer one can")));
        }
        return new Thinning(fates, contradiction);
    }

    /** Why a run may not touch a file; empty if it may. */
    private static Optional<String> whyNotOurs(StoredSnapshot snapshot, ClusterId cluster) {
        if (!snapshot.object().isDirect()) {
            return Optional.of("in a folder below");
        }
        Optional<StoredManifest> manifest = snapshot.manifest();
        if (manifest.isEmpty()) {
            return Optional.of("no manifest");
        }
        if (!manifest.get().clusterId().equals(Optional.of(cluster))) {
            return Optional.of("of another cluster");
        }
        return manifest.get().size() == snapshot.object().size()
                ? Optional.empty()
                : Optional.of("its size is not that of its manifest");
    }

    /** With a clock that is wrong, “the newest” means nothing. */
    private static Optional<String> contradiction(List<StoredSnapshot> ours, Instant now) {
        Optional<StoredSnapshot> future = ours.stream().filter(each -> each.time().isAfter(now)).findFirst();
        if (future.isPresent()) {
            return Optional.of(future.get().object().name() + " was made at " + future.get().time()
                    + ", which lies in the future (it is " + now.truncatedTo(ChronoUnit.SECONDS) + ")");
        }
        // Newest first, so each must have at least the revision of the following ones.
        StoredSnapshot later = null;
        for (StoredSnapshot each : ours) {
            if (each.revision().isEmpty()) {
                continue;
            }
            if (later != null && each.time().isBefore(later.time())
                    && each.revision().getAsLong() > later.revision().getAsLong()) {
                return Optional.of(each.object().name() + " of " + each.time() + " has revision "
                        + each.revision().getAsLong() + ", and " + later.object().name() + " of " + later.time()
                        + ", which is later, only " + later.revision().getAsLong());
            }
            if (later == null || each.revision().getAsLong() < later.revision().getAsLong()) {
                later = each;
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> keepReasons(List<StoredSnapshot> ours, KeepRules rules) {
        List<StoredSnapshot> usable = ours.stream().filter(StoredSnapshot::isUsable).toList();
        Map<String, String> reasons = new HashMap<>();
        if (usable.isEmpty()) {
            return reasons;
        }
        StoredSnapshot newest = usable.getFirst();
        reasons.put(newest.object().name(), "the newest that can be restored");
        keep(usable, rules.hourly(), time -> "hour " + time.truncatedTo(ChronoUnit.HOURS), reasons);
        keep(usable, rules.daily(), time -> "day " + day(time), reasons);
        keep(usable, rules.weekly(), time -> "week " + day(time).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + " of "
                + day(time).get(IsoFields.WEEK_BASED_YEAR), reasons);
        newest.manifest()
                .map(StoredManifest::holds)
                .orElse(Set.of())
                .forEach(name -> reasons.putIfAbsent(name,
                        "the last before keys or bytes fell, until you accept that"));
        return reasons;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static void keep(List<StoredSnapshot> usable, long count, Function<Instant, String> period,
            Map<String, String> reasons) {
        Set<String> seen = new HashSet<>();
        for (StoredSnapshot snapshot : usable) {
            String name = period.apply(snapshot.time());
            if (seen.size() < count && seen.add(name)) {
                reasons.putIfAbsent(snapshot.object().name(), "the newest of " + name);
            }
        }
    }

    private static Optional<String> whyKeptUnusable(StoredSnapshot snapshot, Optional<StoredSnapshot> newest) {
        if (snapshot.isUsable()) {
            return Optional.empty();
        }
        if (snapshot.standing() == Standing.NOT_JUDGED) {
            return Optional.of("not judged");
        }
        return newest.filter(usable -> StoredSnapshot.NEWEST_FIRST.compare(usable, snapshot) < 0).isPresent()
                ? Optional.empty()
                : Optional.of("no newer one can be restored");
    }
}
