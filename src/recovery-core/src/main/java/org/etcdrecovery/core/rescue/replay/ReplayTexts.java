package org.etcdrecovery.core.rescue.replay;

import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** The texts of the findings, kept together so that they can be reviewed together. */
final class ReplayTexts {
    private static final String SHOWN = Advised.ETCD_VERSION + ", such as 3.5.21. If you do not know it,"
            + " look at the listed entries and decide.";

    private ReplayTexts() {}

    static Finding uncertain(ReplayCode code, long first, long count, String database) {
        String entries = count == 1 ? "entry " + unsigned(first) : count + " entries, the first is " + unsigned(first);
        return switch (code) {
            case ALARM_CHECKS -> care(code, database,
                    "What etcd did with " + entries + " depends on whether the member was restarted after an alarm",
                    "In etcd 3.4 and 3.5, a raised alarm turns off the checks of users and roles, and those of the other"
                            + " alarm, until the next restart. The log does not show restarts. The result is what a server"
                            + " that starts from this directory now would have.",
                    SHOWN);
            case TXN_PERMISSIONS -> care(code, database,
                    "Whether etcd refused " + entries + " depends on its patch release",
                    "Older releases do not check every permission that a transaction needs. The result is what the newest"
                            + " one would have.",
                    SHOWN);
            case TXN_QUOTA -> care(code, database,
                    "Whether etcd refused " + entries + " for lack of space depends on its patch release",
                    "Older releases do not count puts in nested transactions. The result is what the newest one would"
                            + " have.",
                    SHOWN);
            case TXN_RANGES -> care(code, database,
                    "Whether etcd refused " + entries + " depends on which member served the client",
                    "Up to etcd 3.6, only that member executes the reads of a transaction, and refuses the transaction if"
                            + " one of them fails. The result is what the other members would have.",
                    SHOWN);
            case PASSWORDS -> care(code, database,
                    "The passwords that " + entries + " set cannot be reproduced",
                    "etcd 3.4 logs the password as clear text, and each member stores its own salted hash. These users cannot"
                            + " log in to a cluster that is restored from the result.",
                    "Set the passwords of these users again after the recovery.");
            case LEASE_CHECKPOINTS -> care(code, database,
                    "Whether etcd stored the remaining time of leases that " + entries + " report depends on a flag",
                    "With --experimental-enable-lease-checkpoint-persist, leases keep that time after a restart; in the result"
                            + " they start again with their full time.",
                    "Nothing, unless it matters that leases live longer than they would have.");
            case LEASE_TTL -> note(code, database,
                    "The time to live of the leases that " + entries
                            + " grant is shorter than a server with default settings"
                            + " grants",
                    "They are stored with " + Leases.SHORTEST_TTL + " seconds, as such a server does.", "Nothing.");
            default -> throw new IllegalArgumentException(code.text());
        };
    }

    static Finding olderRelease(MemberDirectory directory, EtcdRelease given, EtcdRelease told) {
        return care(ReplayCode.OLDER_RELEASE, directory.dataDir().toString(),
                "The log is applied as etcd " + given.minorVersion() + " would, but the member ran etcd "
                        + told.minorVersion() + " or later",
                "The database or the log shows that. Releases differ in what they refuse and store, so the result"
                        + " may differ from what the member had.",
                Advised.ETCD_VERSION + ", or leave it out: then the release that the directory tells is followed.");
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
                        + " included",
                onlyVoter
                        ? "The member was the only voter, so every entry in its log was committed."
                        : "The commit index on disk lags, so leaving " + (count == 1 ? "it" : "them")
                                + " out can lose acknowledged writes. "
                                + (count == 1
                                        ? "Its client may have seen a timeout."
                                        : "Among them may be writes whose clients saw a timeout."),
                "To leave " + (count == 1 ? "it" : "them") + " out, " + Advised.LEAVE_OUT + ".");
    }

    static Finding leftOut(MemberDirectory directory, long count, long commit) {
        return care(ReplayCode.MAYBE_COMMITTED, directory.walDir().toString(),
                entries(count) + " after the commit index " + unsigned(commit) + (count == 1 ? " is" : " are")
                        + " left out",
                "The commit index on disk lags, so "
                        + (count == 1 ? "it may be an acknowledged write." : "acknowledged writes may be among them."),
                "To include " + (count == 1 ? "it" : "them")
                        + ", as a newly elected leader would, " + Advised.TAKE + ".");
    }

    static Finding unused(MemberDirectory directory, long last, long count) {
        return care(ReplayCode.ENTRIES_UNUSED, directory.walDir().toString(),
                entries(count) + " cannot be used: the entry after " + unsigned(last)
                        + " is missing",
                "An entry can be applied only after all entries before it. The result ends at entry "
                        + unsigned(last) + ".",
                "Use another member's directory that holds the missing entries.");
    }

    static Finding stopped(MemberDirectory directory, long index, String reason, long count) {
        return care(ReplayCode.ENTRIES_UNUSED, directory.walDir().toString(),
                "The replay ends before entry " + unsigned(index) + ": " + reason,
                entries(count) + " from there on cannot be used.",
                "If the entry is from a newer etcd, use a newer release of this program. Otherwise use another member, or"
                        + " the result without these entries.");
    }

    static Finding noBase(MemberDirectory directory) {
        return new Finding(ReplayCode.NO_BASE, Severity.DAMAGE, directory.walDir().toString(),
                "No database can be used, and the log does not hold the whole keyspace",
                "The log lacks what was written before it begins, or what the member was restored from.",
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
