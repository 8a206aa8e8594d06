package org.etcdrecovery.core.snapshot;

import java.util.List;
import org.etcdrecovery.core.finding.Finding;

/** Whether a cluster can be restored from a file. */
public enum Verdict {
    /** All checks passed. */
    RESTORABLE,
    /** A restore is possible, but the operator must know or decide something first. */
    RESTORABLE_WITH_CARE,
    /** The content contradicts itself. */
    DAMAGED,
    /** The file is something else. */
    NOT_A_SNAPSHOT;

    /** The verdict for these findings: the gravest one decides. */
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
