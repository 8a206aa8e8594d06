package org.etcdrecovery.console.recovery;

/** What somebody set out to do. */
public enum RunKind {
    /** From a lost cluster to a proven one. */
    RECOVER,
    /** From a living cluster to a file. */
    SAVE,
    /** Look at a file. */
    INSPECT,
    /** The same as {@link #RECOVER}, from the data directories of dead members. */
    RESCUE
}
