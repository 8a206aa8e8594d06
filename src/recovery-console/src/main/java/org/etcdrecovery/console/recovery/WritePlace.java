package org.etcdrecovery.console.recovery;

/** Where the new data directories are written. */
public enum WritePlace {
    /** On this machine, by the restore. */
    HERE,
    /** On the hosts of the members, by the delivery over SSH; here only the database that they share, for a while. */
    HOSTS
}
