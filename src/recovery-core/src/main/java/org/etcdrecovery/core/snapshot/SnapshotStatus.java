package org.etcdrecovery.core.snapshot;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The figures of {@code etcdutl snapshot status}, with the number of keys in both of its meanings.
 *
 * @param hash           CRC-32C over the names, keys and values of all buckets
 * @param revision       the main part of the last revision in the bucket {@code key}; 0 if it is empty
 * @param liveKeys       keys that exist at the last revision: "total keys" of etcd 3.6 and later
 * @param records        key-value pairs in all buckets, history and metadata included: "total keys" of etcd 3.4 and 3.5
 * @param tombstones     deletions in the history
 * @param totalSize      the size of the image in bytes, free pages included
 * @param sizeInUse      the size of the pages that hold data, in bytes
 * @param storageVersion the storage version, such as {@code 3.6.0}; empty if the file has none
 */
@RecordBuilder
public record SnapshotStatus(int hash, long revision, long liveKeys, long records, long tombstones, long totalSize,
        long sizeInUse, String storageVersion) {}
