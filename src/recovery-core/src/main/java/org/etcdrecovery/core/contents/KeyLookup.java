package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** What a snapshot holds under one key, as {@code etcdctl get --rev} would answer. */
public sealed interface KeyLookup {
    /**
     * The key exists.
     *
     * @param value all of its value
     */
    record Found(StoredValue value) implements KeyLookup {}

    /** The key does not exist at that revision: it was deleted, or not created yet. */
    record Absent() implements KeyLookup {}

    /**
     * The revision is compacted: the snapshot no longer knows all that existed then.
     *
     * @param oldest the oldest revision that it knows
     */
    record Compacted(long oldest) implements KeyLookup {}

    /**
     * The snapshot does not reach the revision.
     *
     * @param last its last revision
     */
    record Future(long last) implements KeyLookup {}

    /**
     * Reads the records of a snapshot, or of a database that no server has open, once.
     *
     * @param revision the revision at which to look; empty for the last
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is damaged or not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress says so
     */
    static KeyLookup find(SnapshotOpener opener, SnapshotName name, byte[] key, OptionalLong revision,
            Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return find(file.source(), key, revision, KeyBucket.listing(progress));
        }
    }

    private static KeyLookup find(ByteSource source, byte[] key, OptionalLong revision, Progress progress)
            throws IOException {
        RecordsOfKey records = new RecordsOfKey(source, key, revision.orElse(Long.MAX_VALUE));
        KeyBucket.open(source).walk(records, progress);
        if (revision.isPresent()) {
            long compacted = Compaction.in(BoltFile.open(source), progress).revision();
            if (revision.getAsLong() < compacted) {
                return new Compacted(compacted);
            }
            if (revision.getAsLong() > records.lastRevision()) {
                return new Future(records.lastRevision());
            }
        }
        Optional<StoredValue> value = records.newest();
        return value.isPresent() ? new Found(value.get()) : new Absent();
    }
}
