package org.etcdrecovery.core.snapshot;

import java.util.List;
import org.etcdrecovery.core.finding.Finding;

/** Whether a cluster can be restored from a file. */
public enum Verdict {
    /** Everything that can be checked is in order. */
    RESTORABLE,
    /** It can be restored, but something must be known or decided first. */
    RESTORABLE_WITH_CARE,
    /** What it holds contradicts itself. */
    DAMAGED,
    /** It is something else. */
    NOT_A_SNAPSHOT;

    /** The verdict that follows from findings: the gravest one decides. */
    public static Verdict of(List<Finding> findings) {
        return findings.stream().map(Finding::severity).map(Verdict::of).reduce(RESTORABLE, Verdict::graver);
    }

    private static Verdict of(Finding.Severity severity) {
        return switch (severity) {
            case NOTE -> RESTORABLE;
            case CARE -> RESTORABLE_WITH_CARE;
            case DAMAGE -> DAMAGED;
            case FOREIGN -> NOT_A_SNAPSHOT;
        };
    }

    private static Verdict graver(Verdict a, Verdict b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
