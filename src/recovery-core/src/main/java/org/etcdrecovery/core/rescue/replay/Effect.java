package org.etcdrecovery.core.rescue.replay;

/** Whether an entry changed anything when it was applied. */
public enum Effect {
    /** It changed something. */
    APPLIED,
    /** Etcd refuses it at this point. */
    REJECTED,
    /** There was nothing to change. */
    NONE
}
