package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * All keys of a snapshot in the order of their bytes, deleted ones included, and of each record its revision and size. A key
 * is named by its rank, counted from 0. The empty key, which a revision bump leaves and no client can ask for, is left out.
 *
 * <p>Immutable; any number of threads may ask at once.
 */
public final class KeyIndex {
    private final FrontCodedKeys keys;
    private final KeyRecordTable records;
    private final IndexedState state;
    private final long lastRevision;
    private final KeyState newest;

    KeyIndex(FrontCodedKeys keys, KeyRecordTable records, IndexedState state) {
        this.keys = keys;
        this.records = records;
        this.state = state;
        this.lastRevision = Compaction.lastRevision(state.lastRecord(), state.compactRevision());
        this.newest = KeyState.of(this, lastRevision);
    }

    /**
     * Reads a snapshot, or a database that no server has open, in a pass of its own. Of a damaged file it takes what
     * can be read, and says what cannot.
     *
     * @throws MalformedDataException                     if the file is not an etcd database, or none of its keys can be read
     * @throws IndexMemoryException                       if the memory that this program may use does not suffice
     * @throws IOException                                if it cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static KeyIndex read(SnapshotOpener opener, SnapshotName name, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return IndexReader.read(file, progress);
        }
    }

    /**
     * Collects an index in the pass of an {@link org.etcdrecovery.core.snapshot.Inspector}, which does not have to read the
     * file again then.
     */
    public static KeyCollector collector() {
        return new KeyCollector();
    }

    /** The number of keys, deleted ones included. */
    public int size() {
        return keys.size();
    }

    /** The number of records, tombstones included. */
    public int records() {
        return records.records();
    }

    /** The main revision of the oldest record; {@link #lastRevision()} without records. */
    public long firstRevision() {
        // No server writes at revision 0.
        return Math.max(1, records.oldest().orElse(lastRevision));
    }

    /** The revision that the file has reached. */
    public long lastRevision() {
        return lastRevision;
    }

    /** The compact revision; -1 if nothing was compacted. */
    public long compactRevision() {
        return state.compactRevision();
    }

    /** The oldest revision at which {@link #asOf} knows the state: the compact revision, or 1, that of an empty store. */
    public long oldestRevision() {
        return Math.max(state.compactRevision(), 1);
    }

    /** A key. */
    public byte[] key(int rank) {
        return keys.key(rank);
    }

    /** The rank of a key; {@code -(rank of the first greater key) - 1} if it is not in the index. */
    public int find(byte[] key) {
        return keys.find(key);
    }

    /** The records of a key, oldest first. */
    public List<RecordRef> history(int rank) {
        List<RecordRef> history = new ArrayList<>(records(rank));
        for (int record = records.first(rank); record < records.first(rank + 1); record++) {
            history.add(records.ref(record));
        }
        return history;
    }

    /** The number of records of a key. */
    public int records(int rank) {
        return records.first(rank + 1) - records.first(rank);
    }

    /** The number of records of a key up to a revision. */
    public int records(int rank, long upTo) {
        int newest = records.newest(rank, records.upTo(upTo));
        return newest == KeyRecordTable.NONE ? 0 : newest + 1 - records.first(rank);
    }

    /** How often a key was put after a revision, up to another one. */
    public int puts(int rank, long after, long upTo) {
        return records.puts(rank, records.upTo(after), records.upTo(upTo));
    }

    /** When a key was deleted last, if it does not exist at a revision and its deletion is still there. */
    public OptionalLong deletedAt(int rank, long revision) {
        int record = records.newest(rank, records.upTo(revision));
        return record == KeyRecordTable.NONE || !records.isTombstone(record)
                ? OptionalLong.empty()
                : OptionalLong.of(records.revision(record));
    }

    /**
     * The length of key and value in the last record of a key up to a revision, in bytes; 0 if it had no record then.
     */
    public int size(int rank, long revision) {
        int record = records.newest(rank, records.upTo(revision));
        return record == KeyRecordTable.NONE ? 0 : records.size(record);
    }

    /** The keys that exist at the last revision. */
    public KeyState newest() {
        return newest;
    }

    /**
     * The keys that exist at a revision, as a server would answer for it: 10 ms for a million records.
     *
     * @throws RevisionRangeException                     if the revision is compacted or in the future
     * @throws java.util.concurrent.CancellationException if it is cancelled
     */
    public KeyState asOf(long revision, Cancellation cancellation) throws RevisionRangeException {
        return newest.at(revision, cancellation);
    }

    /** How much was written, by ranges of revisions of equal length from the first revision to the last. */
    public List<ActivityBin> activity(int bins) {
        return Activity.of(this, bins);
    }

    /**
     * The keys that do not exist any more and whose deletion the file still holds, the latest deletion first.
     *
     * @param limit the maximum number of keys
     */
    public List<DeletedKey> deletions(int limit) {
        return Deletions.latest(this, limit);
    }

    /** The keys that {@link #deletions} has and that begin with a prefix, the latest deletion first. */
    public int[] deleted(byte[] prefix) {
        return Deletions.below(this, prefix);
    }

    /**
     * The deletion of a key.
     *
     * @throws IllegalArgumentException if the last record of the key is not a deletion
     */
    public DeletedKey deletion(int rank) {
        return Deletions.of(this, rank);
    }

    /**
     * What could not be read of a damaged file and is therefore missing, one sentence each. If there is any, a key may show
     * an earlier state than the last one, and one that was deleted may seem to exist.
     */
    public List<String> unreadable() {
        return state.unreadable();
    }

    /** The memory that the index takes, the newest state included, in bytes. */
    public long bytesInMemory() {
        return keys.bytes() + records.bytes() + newest.bytesInMemory();
    }

    IndexedState state() {
        return state;
    }

    FrontCodedKeys keys() {
        return keys;
    }

    KeyRecordTable table() {
        return records;
    }
}
