package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.VersionRange;

/**
 * Collects the records that some releases of etcd do not start with. A file from which no release starts is damaged; one
 * from which others start can be restored for those, with care.
 */
final class StartCheck {
    static final VersionRange EVERY = EtcdRelease.linesThat(_ -> true);

    private final List<Refused> refused = new ArrayList<>();
    private final List<Predicate<EtcdRelease>> elsewhere = new ArrayList<>();

    private record Refused(FindingCode code, String place, String summary, String effect, VersionRange versions) {}

    /** Releases do not start with a record. */
    void refuse(FindingCode code, String place, String summary, VersionRange versions) {
        refuse(code, place, summary, "reads this record when it starts, and ends there", versions);
    }

    /**
     * Releases do not start with a record, or are of no use.
     *
     * @param effect what they do, after their name
     */
    void refuse(FindingCode code, String place, String summary, String effect, VersionRange versions) {
        refused.add(new Refused(code, place, summary, effect, versions));
    }

    /** Releases do not start for a reason that a plan checks by itself. */
    void exclude(Predicate<EtcdRelease> releases) {
        elsewhere.add(releases);
    }

    /** Reports what was collected. */
    void report(FindingLog log) {
        String startable = EtcdRelease.released()
                .stream()
                .filter(this::starts)
                .map(EtcdRelease::toString)
                .collect(Collectors.joining(", "));
        Severity severity = startable.isEmpty() ? Severity.DAMAGE : Severity.CARE;
        String remedy = startable.isEmpty()
                ? FindingTexts.OTHER_COPY
                : "Take another copy or an older snapshot, or restore for a version that starts: " + startable + ".";
        refused.forEach(one -> log.add(new Finding(one.code, severity, one.place, one.summary, why(one), remedy)));
    }

    private static String why(Refused one) {
        return (one.versions.equals(EVERY) ? "etcd " : "etcd " + one.versions + " ") + one.effect + ".";
    }

    private boolean starts(EtcdRelease release) {
        return elsewhere.stream().noneMatch(releases -> releases.test(release))
                && refused.stream().noneMatch(one -> one.versions.contains(release.minorVersion()));
    }

    /** What was collected, for a plan, which has a version to restore for. */
    List<StartRefusal> refusals() {
        return refused.stream().map(one -> new StartRefusal(one.summary, one.versions)).toList();
    }
}
