package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.VersionRange;

/**
 * Collects the records with which some etcd releases do not start. A file that can be planned for no release is damaged.
 * One from which others start can be restored for those, with care.
 */
final class StartCheck {
    static final VersionRange EVERY = EtcdRelease.linesThat(_ -> true);

    private final List<Refused> refused = new ArrayList<>();
    private final List<Predicate<EtcdRelease>> elsewhere = new ArrayList<>();

    private record Refused(FindingCode code, String place, String summary, String effect, VersionRange versions) {}

    /** Adds a record with which releases do not start. */
    void refuse(FindingCode code, String place, String summary, VersionRange versions) {
        refuse(code, place, summary, "reads this record when it starts, and stops there", versions);
    }

    /**
     * Adds a record with which releases do not start, or serve nothing.
     *
     * @param effect what they do, to follow their name in a sentence
     */
    void refuse(FindingCode code, String place, String summary, String effect, VersionRange versions) {
        refused.add(new Refused(code, place, summary, effect, versions));
    }

    /** Excludes releases for which a plan refuses the file, for a reason that it checks separately. */
    void exclude(Predicate<EtcdRelease> releases) {
        elsewhere.add(releases);
    }

    /** Reports the collected records as findings. */
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

    /** The collected records, for a plan to compare with the version that it restores for. */
    List<StartRefusal> refusals() {
        return refused.stream().map(one -> new StartRefusal(one.summary, one.versions)).toList();
    }
}
