package org.etcdrecovery.console.recovery;

/** A source of the keyspace. */
public enum SourceKind {
    ENDPOINTS, FILE, STORE, DIRECTORY
}
