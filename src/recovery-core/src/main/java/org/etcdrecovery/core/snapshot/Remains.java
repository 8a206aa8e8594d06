package org.etcdrecovery.core.snapshot;

/**
 * What could be read of a damaged file, which may hold more.
 *
 * @param revision       the newest revision among the readable records; 0 if there are none
 * @param keyRecords     how many records of the keyspace could be read, history and deletions included
 * @param storageVersion the storage version, such as {@code 3.6.0}; empty if the file has none or it could not be read
 */
public record Remains(long revision, long keyRecords, String storageVersion) {}
