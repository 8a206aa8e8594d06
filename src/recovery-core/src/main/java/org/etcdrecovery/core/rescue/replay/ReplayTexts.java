package org.etcdrecovery.core.rescue.replay;

import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** The texts of the findings, kept together so that they can be reviewed together. */
final class ReplayTexts {
    private static final String SHOWN = "Give the release of the server with --etcd-version, such as 3.5.21; otherwise look at the"
            + " entries that are listed, and decide.";

    private ReplayTexts() {}

    static Finding uncertain(ReplayCode code, long first, long count, String database) {
        String entries = count == 1 ? "entry " + unsigned(first) : count + " entries, the first is " + unsigned(first);
        return switch (code) {
            case ALARM_CHECKS -> care(code, database,
                    "What etcd did with " + entries + " depends on whether the member was restarted after an alarm",
                    "In etcd 3.4 and 3.5 an alarm that is raised switches off the checks of users and roles, and of the other"
                            + " alarm, until the next restart. The log holds no restarts. The result is that of a server that"
                            + " starts from this directory now.",
                    SHOWN);
            case TXN_PERMISSIONS -> care(code, database,
                    "Whether etcd refused " + entries + " depends on its patch release",
                    "Older releases do not check every permission that a transaction needs. The result is that of the"
                            + " newest one.",
                    SHOWN);
            case TXN_QUOTA -> care(code, database,
                    "Whether etcd refused " + entries + " for lack of space depends on its patch release",
                    "Older releases do not count puts in nested transactions. The result is that of the newest one.",
                    SHOWN);
            case TXN_RANGES -> care(code, database,
                    "Whether etcd refused " + entries + " depends on which member served the client",
                    "Up to etcd 3.6 only that member looks at the reads of a transaction, and refuses it if one of them is"
                            + " not possible. The result is that of the other members.",
                    SHOWN);
            case PASSWORDS -> care(code, database,
                    "The passwords that " + entries + " set cannot be reproduced",
                    "etcd 3.4 logs a password itself and stores a hash with a random salt. Nobody can log in with these"
                            + " passwords to the result.",
                    "Set the passwords of these users again after the recovery.");
            case LEASE_CHECKPOINTS -> care(code, database,
                    "Whether etcd stored the remaining time of leases that " + entries + " report depends on a flag",
                    "With --experimental-enable-lease-checkpoint-persist, leases go on with that time after a restart; in"
                            + " the result they begin anew.",
                    "Nothing, unless leases must not live longer than they had left.");
            case LEASE_TTL -> note(code, database,
                    "The time to live of the leases that " + entries
                            + " grant is shorter than a server with default settings"
                            + " grants",
                    "They are stored with " + Leases.SHORTEST_TTL + " seconds, as such a server does.", "Nothing.");
            default -> throw new IllegalArgumentException(code.text());
        };
    }

    static Finding compactedDeletion(MemberDirectory directory, long revision) {
        return note(ReplayCode.COMPACTED_DELETION, directory.database().toString(),
                "Whether the compaction to revision " + revision
                        + " keeps a deletion of that revision depends on the patch"
                        + " release of etcd",
                "It is kept here. No client can see the difference.", "Nothing.");
    }

    static Finding maybeCommitted(MemberDirectory directory, long count, long commit, boolean onlyVoter) {
        return note(ReplayCode.MAYBE_COMMITTED, directory.walDir().toString(),
                entries(count) + " after the commit index " + unsigned(commit) + (count == 1 ? " is" : " are")
                        + " taken too",
                onlyVoter
                        ? "The member was the only voter, so every entry in its log was committed."
                        : "The index on disk lags, so leaving them out can lose acknowledged writes. A write whose client"
                                + " saw a timeout may appear with them.",
                "To leave them out, use --committed-only.");
    }

    static Finding leftOut(MemberDirectory directory, long count, long commit) {
        return care(ReplayCode.MAYBE_COMMITTED, directory.walDir().toString(),
                entries(count) + " after the commit index " + unsigned(commit) + (count == 1 ? " is" : " are")
                        + " left out",
                "The index on disk lags, so writes that were acknowledged may be among them.",
                "To take them, as a newly elected leader would, leave out --committed-only.");
    }

    static Finding unused(MemberDirectory directory, long last, long count) {
        return care(ReplayCode.ENTRIES_UNUSED, directory.walDir().toString(),
                entries(count) + " cannot be used: the entry after " + unsigned(last)
                        + " is missing",
                "An entry can be applied only to the result of all entries before it. The result ends at entry "
                        + unsigned(last) + ".",
                "Use another member's directory that holds the missing entries.");
    }

    static Finding stopped(MemberDirectory directory, long index, String reason, long count) {
        return care(ReplayCode.ENTRIES_UNUSED, directory.walDir().toString(),
                "The replay ends before entry " + unsigned(index) + ": " + reason,
                entries(count) + " from there on cannot be used.",
                "Use a newer release of this program if the entry is from a newer etcd; otherwise take the result as it is,"
                        + " or use another member.");
    }

    static Finding noBase(MemberDirectory directory) {
        return new Finding(ReplayCode.NO_BASE, Severity.DAMAGE, directory.walDir().toString(),
                "There is no database that can be used, and the log does not hold the whole keyspace",
                "What was written before the log begins, or what the member was restored from, is not in the log.",
                "Look for the file member/snap/db in a backup of this host, or use another member.");
    }

    private static String entries(long count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    private static Finding care(ReplayCode code, String place, String summary, String why, String remedy) {
        return new Finding(code, Severity.CARE, place, summary, why, remedy);
    }

    private static Finding note(ReplayCode code, String place, String summary, String why, String remedy) {
        return new Finding(code, Severity.NOTE, place, summary, why, remedy);
    }

    private static String unsigned(long value) {
        return Long.toUnsignedString(value);
    }
}
