package org.etcdrecovery.core.store.keep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.store.StoreListing;
import org.etcdrecovery.core.store.StoredManifest;
import org.etcdrecovery.core.store.StoredSnapshot;
import org.etcdrecovery.core.store.StoredSnapshot.Standing;

/**
 * Whether a store holds a snapshot that is usable and new enough, for monitoring.
 *
 * @param listing   what the store holds
 * @param level     the answer
 * @param problems  why it is not {@link Level#OK}, the gravest first; empty if it is
 * @param newest    the newest usable snapshot; empty if there is none
 * @param cluster   the cluster that was checked; empty for all
 * @param maxAge    how old the newest usable one may be
 * @param time      when this was checked
 */
public record StoreCheck(StoreListing listing, Level level, List<String> problems, Optional<StoredSnapshot> newest,
        Optional<ClusterId> cluster, Duration maxAge, Instant time) {
    /** The answers that monitoring systems know. */
    public enum Level {
        /** The newest usable snapshot is new enough. */
        OK,
        /** It is, but something needs care. */
        WARNING,
        /** It is too old, or there is none. */
        CRITICAL
    }

    /** Copies the list. */
    public StoreCheck {
        problems = List.copyOf(problems);
    }

    /**
     * Checks a listing.
     *
     * @param cluster the cluster whose snapshots count; empty for all
     */
    public static StoreCheck of(StoreListing listing, Optional<ClusterId> cluster, Duration maxAge, Instant now) {
        List<StoredSnapshot> counted = listing.snapshots()
                .stream()
                .filter(snapshot -> cluster.isEmpty()
                        || snapshot.manifest().flatMap(StoredManifest::clusterId).equals(cluster))
                .toList();
        Optional<StoredSnapshot> newest = counted.stream().filter(StoredSnapshot::isUsable).findFirst();
        List<String> problems = new ArrayList<>();
        Level level = Level.OK;
        if (newest.isEmpty()) {
            level = Level.CRITICAL;
            problems.add("no snapshot that can be restored by its manifest");
        } else if (Duration.between(newest.get().time(), now).compareTo(maxAge) > 0) {
            level = Level.CRITICAL;
            problems.add("the newest snapshot that can be restored is of " + newest.get().time() + ", older than "
                    + words(maxAge));
        }
        List<String> cares = cares(counted, newest, listing, now);
        if (level == Level.OK && !cares.isEmpty()) {
            level = Level.WARNING;
        }
        problems.addAll(cares);
        return new StoreCheck(listing, level, problems, newest, cluster, maxAge, now);
    }

    private static List<String> cares(List<StoredSnapshot> counted, Optional<StoredSnapshot> newest,
            StoreListing listing, Instant now) {
        List<String> cares = new ArrayList<>();
        newest.ifPresent(usable -> {
            if (usable.standing() == Standing.RESTORABLE_WITH_CARE) {
                cares.add("the newest one can be restored only with care");
            }
            if (usable.time().isAfter(now)) {
                cares.add("the newest one is of " + usable.time() + ", which lies in the future");
            }
            if (usable.manifest().filter(manifest -> !manifest.holds().isEmpty()).isPresent()) {
                cares.add("keys or bytes fell, and that is not accepted yet");
            }
        });
        counted.stream()
                .takeWhile(snapshot -> newest.isEmpty() || !snapshot.equals(newest.get()))
                .filter(snapshot -> snapshot.standing() == Standing.DAMAGED
                        || snapshot.standing() == Standing.SIZE_DIFFERS)
                .findFirst()
                .ifPresent(damaged -> cares.add(damaged.object().name() + " is newer and "
                        + (damaged.standing() == Standing.DAMAGED
                                ? "damaged"
                                : "does not have the size of its manifest")));
        listing.findings()
                .stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .map(Finding::summary)
                .forEach(cares::add);
        return cares;
    }

    private static String words(Duration duration) {
        if (duration.toSecondsPart() > 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toMinutesPart() == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
