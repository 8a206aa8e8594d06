package org.etcdrecovery.core.wal;

/**
 * In which form etcdctl and etcdutl write the log of a restored member. The forms mean the same, and the servers of all
 * releases take all of them; they are kept apart so that what is written can be compared byte for byte.
 */
public enum WalForm {
    /** 3.4: the last snapshot record does not say who the members are. */
    V3_4,
    /** 3.5 and 3.6. */
    V3_5,
    /** From 3.7 on: what is 0 by its meaning is left out. */
    V3_7
}
