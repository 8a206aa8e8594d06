package org.etcdrecovery.cli.terminal;

import org.etcdrecovery.core.snapshot.Verdict;

/**
 * The exit codes. Verbs that replace one of etcd's exit as it does. The others share one table: 0 yes or done, 1 yes
 * with care or the answer is no, 2 not usable or refused until the operator agrees, 3 could not be tried or determined.
 * Their failures have separate codes (sysexits.h).
 */
public final class ExitCode {
    /** Done; restorable. */
    public static final int OK = 0;
    /** The verdict: restorable with care; a data directory can be used with care. */
    public static final int WITH_CARE = 1;
    /** The verdict: damaged, or not a snapshot; no data directory can be used. */
    public static final int NOT_RESTORABLE = 2;
    /** The snapshot does not allow the request, or not without the operator's consent. */
    public static final int REFUSED = 2;
    /** The cluster has quorum, and not everything works. */
    public static final int DEGRADED = 1;
    /** The cluster has lost its quorum. */
    public static final int QUORUM_LOST = 2;
    /** It is unknown whether the cluster has quorum. */
    public static final int CANNOT_TELL = 3;
    /** The running cluster is not the planned one, or a rehearsal did not prove all of its plan. */
    public static final int NOT_PROVEN = 1;
    /** It is unknown whether the running cluster is the planned one, or a rehearsal could not be tried. */
    public static final int NOT_TRIED = 3;
    /** Wrong usage: EX_USAGE. */
    public static final int USAGE = 64;
    /** It failed: EX_SOFTWARE. */
    public static final int FAILED = 70;
    /** Cancelled: the code of a process ended by SIGINT. */
    public static final int CANCELLED = 130;
    /** The reader of standard output closed it: the code of a process ended by SIGPIPE. */
    public static final int CLOSED_PIPE = 141;

    private static final int HUNG_UP = 129;
    private static final int TERMINATED = 143;

    /** Of etcd's tools: failed, or a flag that is unknown or has a wrong value. */
    public static final int ETCD_FAILED = 1;
    /** Of etcdctl: no connection, for example because the login failed. */
    public static final int ETCD_NO_CLIENT = 2;
    /** Of etcd's tools: an output format that is unknown or not offered here. */
    public static final int ETCD_BAD_FORMAT = 4;
    /** Of etcdctl: the snapshot could not be received. */
    public static final int ETCD_INTERRUPTED = 5;
    /** Of etcd's tools: wrong number of arguments, contradictory flags, or certificates that cannot be used. */
    public static final int ETCD_BAD_ARGUMENTS = 128;

    private ExitCode() {}

    /**
     * The code of a verb that was cancelled. If a signal ends the process, that is 128 plus its number, whatever the verb
     * returns, and documents that the verb prints have to say the same: 130 after SIGINT, 143 after SIGTERM. Only the
     * thread in which the JVM waits for the shutdown tells which signal it was.
     */
    public static int ofSignal() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            switch (thread.getName()) {
                case "SIGTERM handler" -> {
                    return TERMINATED;
                }
                case "SIGHUP handler" -> {
                    return HUNG_UP;
                }
                default -> {
                    // It has nothing to do with signals, or is SIGINT's.
                }
            }
        }
        return CANCELLED;
    }

    /** The code for a verdict on a snapshot. */
    public static int of(Verdict verdict) {
        return switch (verdict) {
            case RESTORABLE -> OK;
            case RESTORABLE_WITH_CARE -> WITH_CARE;
            case DAMAGED, NOT_A_SNAPSHOT -> NOT_RESTORABLE;
        };
    }
}
