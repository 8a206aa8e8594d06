package org.etcdrecovery.core.rescue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.rescue.JoinedLog.Leg;
import org.etcdrecovery.core.text.Listed;

/** The findings about several logs of one cluster. */
final class JoinTexts {
    /** Findings about what a log lacks, whose advice does not count on another log. */
    private static final Set<RescueCode> LACKS = EnumSet.of(RescueCode.LOG_DAMAGED, RescueCode.LAST_RECORD_BAD,
            RescueCode.FOREIGN_BYTES, RescueCode.LOG_CUT_SHORT, RescueCode.SEGMENT_MISSING,
            RescueCode.COMMIT_BEYOND_LOG,
            RescueCode.ENTRIES_MISSING, RescueCode.DATABASE_AHEAD);

    private JoinTexts() {}

    static Finding of(LogDifference difference, MemberDirectory directory, String other) {
        String entries = entries(difference.first(), difference.last());
        return switch (difference.kind()) {
            case HISTORY -> new Finding(RescueCode.LOGS_DIFFER, Severity.CARE, directory.walDir().toString(),
                    "This log and that of " + other + " differ in " + entries + ", which must be the same in both",
                    "In one cluster, entries with the same index and term are the same in every log, and so are those"
                            + " that are committed. So the two logs are of different histories, for example of a cluster"
                            + " before and after a restore.",
                    "Find out which directories are of the cluster that was lost, and give only those.");
            case OVERWRITTEN -> new Finding(RescueCode.ENTRIES_OVERWRITTEN, Severity.NOTE,
                    directory.walDir().toString(),
                    "In the log of " + other + ", a later leader has overwritten " + entries + " of this log",
                    "They were never committed.", "Nothing: they are not used unless this directory is given alone.");
        };
    }

    /** What another log continues. */
    static Finding completed(MemberDirectory directory, JoinedLog joined, DirectoryNames names) {
        List<String> parts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Leg leg : joined.legs()) {
            MemberDirectory from = leg.log().directory();
            if (!from.walDir().equals(directory.walDir())) {
                parts.add(entries(leg.first(), leg.last()) + " from the log of " + names.of(from));
                others.add(names.of(from));
            }
        }
        return new Finding(RescueCode.LOG_COMPLETED, Severity.CARE, directory.walDir().toString(),
                "This log lacks entries that are taken from elsewhere: " + Listed.and(parts),
                "Each part begins behind an entry that proves both logs the same up to there, if they are of one cluster.",
                "Make sure that " + Listed.and(others.stream().distinct().toList())
                        + " and this directory are of the cluster that was lost. To leave the other entries out, give"
                        + " this directory alone.");
    }

    /** A finding, with advice that counts on the other log. */
    static Finding completed(Finding finding) {
        Code code = finding.code();
        return code instanceof RescueCode known && LACKS.contains(known)
                ? new Finding(code, finding.severity(), finding.place(), finding.summary(), finding.why(),
                        Advised.RESCUE_SNAPSHOT + " takes what is missing from another member’s log; the finding "
                                + RescueCode.LOG_COMPLETED.text()
                                + " says which. Start a server only on a copy of this directory.")
                : finding;
    }

    private static String entries(long first, long last) {
        return first == last
                ? "entry " + Long.toUnsignedString(first)
                : "entries " + Long.toUnsignedString(first) + " to " + Long.toUnsignedString(last);
    }
}
