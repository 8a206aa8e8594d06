package org.etcdrecovery.core.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.etcdrecovery.core.testing.RealCluster.HashKv;

/**
 * A snapshot that {@code etcdctl snapshot save} took from a real server, and what that server answered just before.
 *
 * @param file     the snapshot, which all tests share and only read
 * @param revision the newest revision
 * @param hashKv   HashKV at some of the revisions that the server can hash, by revision. The server was restarted after
 *                 its compaction, because until then it answers from a cache at the compacted revision
 * @param keys     all living keys, in key order
 */
public record RealSnapshot(EtcdVersion version, SnapshotContent content, Path file, long revision,
        SortedMap<Long, HashKv> hashKv, List<LiveKey> keys) {
    /** HashKV at the newest revision, with the compacted revision. */
    public HashKv newestHashKv() {
        return Objects.requireNonNull(hashKv.get(revision));
    }

    @Override
    public String toString() {
        return version + " " + content;
    }
}
