package org.etcdrecovery.core.snapshot;

/**
 * What could be read of a damaged file. There may be more that could not.
 *
 * @param revision       the newest revision among the records that read; 0 when none did
 * @param keyRecords     how many records of the keyspace read, history and deletions included
 * @param storageVersion the version that the file states, such as {@code 3.6.0}; empty when it does not, or when that
 *                       could not be read
 */
public record Remains(long revision, long keyRecords, String storageVersion) {}
