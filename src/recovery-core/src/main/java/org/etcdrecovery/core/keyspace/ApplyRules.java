package org.etcdrecovery.core.keyspace;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the servers of a release line apply the entries of their log, where lines or their patch releases differ. Seen on
 * 3.4.23, 3.5.35, 3.6.16 and 3.7.3; from which patch release on is from etcd's sources and change logs.
 *
 * @param release the line
 * @param patch   the patch number of the server; empty if unknown
 */
public record ApplyRules(EtcdRelease release, OptionalInt patch) {
    private static final int NEVER = Integer.MAX_VALUE;

    /** The rules of a line whose patch release is not known. */
    public ApplyRules(EtcdRelease release) {
        this(release, OptionalInt.empty());
    }

    /** Parses the version of a server such as {@code 3.5} or {@code 3.5.21}; empty if it is not that of a known line. */
    public static Optional<ApplyRules> parse(String version) {
        return EtcdRelease.parse(version)
                .map(release -> new ApplyRules(release, GoSemver.parse(version)
                        .map(full -> OptionalInt.of((int) Math.min(full.patch(), NEVER - 1)))
                        .orElse(OptionalInt.empty())));
    }

    /** What is known about a behaviour that changed in a patch release. */
    public enum Since {
        /** The server behaves as older releases of its line do. */
        NOT_YET,
        /** The server behaves as newer releases of its line do. */
        ALREADY,
        /** It depends on the patch number, which is not known. */
        UNKNOWN
    }

    private Since since(int patchOf34, int patchOf35, int patchOf36, int patchOf37) {
        int first = switch (release) {
            case V3_4 -> patchOf34;
            case V3_5 -> patchOf35;
            case V3_6 -> patchOf36;
            case V3_7 -> patchOf37;
            // Later lines have had it from their first release on.
            default -> 0;
        };
        if (first <= 0) {
            return Since.ALREADY;
        }
        if (first == NEVER) {
            return Since.NOT_YET;
        }
        return patch.isEmpty() ? Since.UNKNOWN : patch.getAsInt() >= first ? Since.ALREADY : Since.NOT_YET;
    }

    /** Whether {@code meta} gets the term of the last applied entry and, with each change of membership, the raft members. */
    public boolean storesTerm() {
        return release.compareTo(EtcdRelease.V3_5) >= 0;
    }

    /** Whether a server stores the cluster version as its storage version too, a few seconds after it changes. */
    public boolean storesStorageVersion() {
        return release.compareTo(EtcdRelease.V3_6) >= 0;
    }

    /** Whether a server logs, or reads in an older log, a member's attributes and the cluster version as v2 requests. */
    public boolean readsV2Requests() {
        return release.compareTo(EtcdRelease.V3_6) <= 0;
    }

    /** Whether a server that starts counts a compaction that was not finished as a revision that was reached. */
    public boolean countsScheduledCompaction() {
        return release.compareTo(EtcdRelease.V3_5) >= 0;
    }

    /** Whether a compaction keeps a deletion at its own revision. */
    public Since keepsDeletionAtCompaction() {
        return since(34, 16, 0, 0);
    }

    /**
     * Whether a server that applies a transaction whose client it does not serve leaves out the ranges of its top level, so
     * that they can neither be denied nor fail.
     */
    public boolean dropsRangesOfTransactions() {
        return release.compareTo(EtcdRelease.V3_6) <= 0;
    }

    /**
     * Whether an alarm that is raised while a server runs replaces the checks of authentication and of the other alarm until
     * it is disarmed or the server restarts.
     */
    public boolean replacesChecksOnAlarm() {
        return release.compareTo(EtcdRelease.V3_5) <= 0;
    }

    /** Whether the permissions of nested transactions are checked. */
    public Since checksNestedTransactions() {
        return since(42, 28, 9, 0);
    }

    /** Whether the leases and previous values of puts in transactions are checked. */
    public Since checksPutsInTransactions() {
        return since(44, 30, 11, 0);
    }

    /** Whether puts in nested transactions are refused while there is no space. */
    public Since limitsNestedPuts() {
        return since(NEVER, 33, 14, 1);
    }

    /** Whether a server stores the remaining time of leases that the leader reports. */
    public boolean storesLeaseCheckpoints() {
        return release.compareTo(EtcdRelease.V3_6) >= 0;
    }

    /** Whether a server may be told by a flag to store the remaining time of leases. */
    public boolean mayStoreLeaseCheckpoints() {
        return release.compareTo(EtcdRelease.V3_5) >= 0;
    }
}
