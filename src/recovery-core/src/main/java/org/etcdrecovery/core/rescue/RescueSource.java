package org.etcdrecovery.core.rescue;

import java.nio.file.Path;

/**
 * From what a snapshot of a dead member can be made.
 *
 * @param kind  what it is
 * @param path  the database; for the log alone, its directory
 * @param index the last entry that the content of the database has, unsigned; 0 for the log alone
 * @param reach the last entry that the log leads to from there without a gap; the same if the log adds nothing
 * @param term  the term of that entry; 0 if it is not known
 */
public record RescueSource(Kind kind, Path path, long index, long reach, long term) {
    /** The kinds of sources. */
    public enum Kind {
        /** A database, with what the log adds. */
        DATABASE,
        /** The log alone, because it begins with the first entry of its keyspace. */
        LOG
    }
}
