package org.etcdrecovery.cli;

/**
 * The exit codes. Verbs that stand in for one of etcd's exit as that one does; the others use 1 and 2 for a verdict,
 * so that their failures have numbers of their own (sysexits.h).
 */
final class ExitCode {
    /** Done; restorable. */
    static final int OK = 0;
    /** The verdict: restorable with care. */
    static final int WITH_CARE = 1;
    /** The verdict: damaged, or not a snapshot; no data directory can be taken. */
    static final int NOT_RESTORABLE = 2;
    /** The cluster has quorum, and not everything works. */
    static final int DEGRADED = 1;
    /** The cluster has lost its quorum. */
    static final int QUORUM_LOST = 2;
    /** It cannot be told whether the cluster has quorum. */
    static final int CANNOT_TELL = 3;
    /** The running cluster is not the planned one. */
    static final int NOT_PROVEN = 1;
    /** Wrong usage: EX_USAGE. */
    static final int USAGE = 64;
    /** It failed: EX_SOFTWARE. */
    static final int FAILED = 70;
    /** Stopped by a signal before it was done: what a shell makes of SIGINT. */
    static final int CANCELLED = 130;

    /** Of etcd's tools: failed, or a flag that is unknown or has a wrong value. */
    static final int ETCD_FAILED = 1;
    /** Of etcdctl: no client came about, as when the login fails. */
    static final int ETCD_NO_CLIENT = 2;
    /** Of etcd's tools: an output format that is unknown or not offered here. */
    static final int ETCD_BAD_FORMAT = 4;
    /** Of etcdctl: the snapshot did not arrive. */
    static final int ETCD_INTERRUPTED = 5;
    /** Of etcd's tools: wrong number of arguments, flags that do not go together, or certificates that cannot be used. */
    static final int ETCD_BAD_ARGUMENTS = 128;

    private ExitCode() {}
}
