package org.etcdrecovery.core.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.etcdrecovery.core.testing.RealCluster.HashKv;

/**
 * A snapshot that {@code etcdctl snapshot save} took of a real server, and what that server answered just before.
 *
 * @param file     the snapshot; shared by all tests, so it can only be read
 * @param revision the newest revision
 * @param hashKv   HashKV by revision, for a choice of those that can be asked for; the answers of a server that was
 *                 restarted after its compaction, because before that it answers from a cache at that one revision
 * @param keys     all living keys, in their order
 */
public record RealSnapshot(EtcdVersion version, SnapshotContent content, Path file, long revision,
        SortedMap<Long, HashKv> hashKv, List<LiveKey> keys) {
    /** HashKV at the newest revision, and with it the compaction. */
    public HashKv newestHashKv() {
        return Objects.requireNonNull(hashKv.get(revision));
    }

    @Override
    public String toString() {
        return version + " " + content;
    }
}
