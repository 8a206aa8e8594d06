package org.etcdrecovery.console.filing;

/** How far the making of a snapshot from other files is. */
public enum Making {
    /** Nothing is made. */
    CLOSED,
    /** The console looks at what it can be made of. */
    READING,
    /** The operator looks at what it would hold. */
    DECIDING,
    /** The console writes it. */
    WRITING;

    /** Whether the console is at work. */
    public boolean isWorking() {
        return this == READING || this == WRITING;
    }
}
