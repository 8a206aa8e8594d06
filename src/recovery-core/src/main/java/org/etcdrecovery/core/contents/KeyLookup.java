package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.HumanSize;
import org.jspecify.annotations.Nullable;

/** What a snapshot holds under one key, as {@code etcdctl get --rev} would answer. */
public sealed interface KeyLookup {
    /** What cannot be read of a damaged file, one sentence each: a later record of the key may be there. */
    default List<String> unreadable() {
        return List.of();
    }

    /**
     * The key exists.
     *
     * @param value all of its value
     */
    record Found(StoredValue value, List<String> unreadable) implements KeyLookup {
        /** Copies the list. */
        public Found {
            unreadable = List.copyOf(unreadable);
        }
    }

    /** The key does not exist at that revision: it was deleted, or not created yet. */
    record Absent(List<String> unreadable) implements KeyLookup {
        /** Copies the list. */
        public Absent {
            unreadable = List.copyOf(unreadable);
        }
    }

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
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read, or the value is too large for the
     *                                                            memory
     * @throws java.util.concurrent.CancellationException         if the progress says so
     */
    static KeyLookup find(SnapshotOpener opener, SnapshotName name, byte[] key, OptionalLong revision,
            Progress progress) throws IOException {
        // A sixteenth: the forms in which a value is printed take several times as much.
        long most = Runtime.getRuntime().maxMemory() / 16;
        try (SnapshotFile file = opener.open(name, progress)) {
            return find(ReadableFile.open(file, progress), key, revision, (int) Math.min(most, Integer.MAX_VALUE));
        }
    }

    /** @param most how many bytes of a value fit into the memory */
    private static KeyLookup find(ReadableFile file, byte[] key, OptionalLong revision, int most)
            throws IOException {
        long upTo = revision.orElse(Long.MAX_VALUE);
        AtomicReference<@Nullable StoredValue> newest = new AtomicReference<>();
        RecordsOfKey records = new RecordsOfKey(file.records(BucketName.KEY), key, (leaf, element, keyValue) -> {
            if (Revision.mainOf(leaf.buffer(), leaf.keyStart(element)) <= upTo) {
                newest.set(leaf.keyLength(element) == Revision.KEY_LENGTH
                        ? StoredValue.of(leaf.buffer(), keyValue, most)
                        : null);
            }
        });
        file.walkKeys(records);
        if (revision.isPresent()) {
            long compacted = file.compactRevision();
            if (revision.getAsLong() < compacted) {
                return new Compacted(compacted);
            }
            long last = Compaction.lastRevision(records.lastRevision(), compacted);
            if (revision.getAsLong() > last && file.unreadable().isEmpty()) {
                return new Future(last);
            }
        }
        StoredValue value = newest.get();
        if (value != null && value.isCut()) {
            throw new IOException(
                    "the value of " + GoQuote.escape(key) + " has " + HumanSize.of(value.key().valueSize())
                            + ", and " + HumanSize.of(most) + " are the most that fit into the memory of this program;"
                            + " JAVA_TOOL_OPTIONS=-Xmx4g allows more memory");
        }
        return value == null ? new Absent(file.unreadable()) : new Found(value, file.unreadable());
    }
}
