package org.etcdrecovery.core.contents.index;

/**
 * What was written in a range of revisions, as far as the snapshot still holds it: a compaction has removed the records
 * below it that were replaced or deleted.
 *
 * @param first   the first main revision of the range
 * @param last    the last main revision of the range
 * @param puts    the number of records that write a key
 * @param deletes the number of records that delete a key
 * @param bytes   the length of the keys and values of these records in bytes
 */
public record ActivityBin(long first, long last, long puts, long deletes, long bytes) {}
