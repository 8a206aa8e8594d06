package org.etcdrecovery.core.snapshot;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What {@code etcdutl snapshot status} prints, with the number of keys in both of its meanings.
 *
 * @param hash           CRC-32C over the names, keys and values of all buckets
 * @param revision       main of the last revision in the bucket {@code key}; 0 when it is empty
 * @param liveKeys       keys that exist at the last revision: "total keys" of etcd 3.6 and later
 * @param records        key-value pairs in all buckets, history and metadata included: "total keys" of etcd 3.4 and 3.5
 * @param tombstones     deletions in the history
 * @param totalSize      bytes of the image, free pages included
 * @param sizeInUse      bytes of the pages that hold data
 * @param storageVersion such as {@code 3.6.0}; empty when the file states none
 */
@RecordBuilder
public record SnapshotStatus(int hash, long revision, long liveKeys, long records, long tombstones, long totalSize,
        long sizeInUse, String storageVersion) {}
