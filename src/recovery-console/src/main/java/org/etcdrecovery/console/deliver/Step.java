package org.etcdrecovery.console.deliver;

/** What is done with the hosts. */
public enum Step {
    /** They are looked at; nothing is changed. */
    CHECK,
    /** What another plan has only staged there is removed. */
    DISCARD,
    /** The members are copied to them. */
    STAGE,
    /** The members are put in place and started. */
    ACTIVATE,
    /** Clients are let in. */
    OPEN,
    /** It is asked what an undo would lose. */
    ASK_UNDO,
    /** What was put in place is taken away. */
    UNDO,
    /** The old directories are removed. */
    CLEAN,
    /** The same is written as a playbook. */
    EXPORT,
    /** A snapshot is saved from the new members. */
    SAVE
}
