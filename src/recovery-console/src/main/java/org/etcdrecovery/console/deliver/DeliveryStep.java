package org.etcdrecovery.console.deliver;

/** What is done with the hosts of a delivery. */
public enum DeliveryStep {
    /** Checks the hosts; changes nothing. */
    CHECK,
    /** Removes what another plan has only staged. */
    DISCARD,
    /** Copies the members to their hosts. */
    STAGE,
    /** Puts the members in place and starts them. */
    ACTIVATE,
    /** Lets clients in. */
    OPEN,
    /** Asks the hosts what an undo would lose. */
    ASK_UNDO,
    /** Takes away what was put in place. */
    UNDO,
    /** Removes the old directories. */
    CLEAN,
    /** Writes the delivery as a playbook. */
    EXPORT,
    /** Saves a snapshot from the new members. */
    SAVE
}
