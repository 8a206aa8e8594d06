package org.etcdrecovery.console.recovery;

/** Where the keyspace comes from. */
public enum SourceKind {
    ENDPOINTS, FILE, DIRECTORY
}
