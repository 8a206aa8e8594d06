package org.etcdrecovery.console.recovery;

/** The task that a run carries out. */
public enum RunKind {
    /** From a lost cluster to a verified new one. */
    RECOVER,
    /** From a running cluster to a file. */
    SAVE,
    /** Inspect a file. */
    INSPECT,
    /** Like {@link #RECOVER}, but from the data directories of dead members. */
    RESCUE
}
