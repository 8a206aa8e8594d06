package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * The keys of a snapshot that are attached to leases at its last revision, in key order. Reading takes two passes over
 * the bucket {@code key}. The first needs at most 31 bytes of memory per key, and is not needed after an inspection; the
 * second needs memory for the listed rows.
 *
 * @param rows    the first matching keys
 * @param matches the number of all matching keys
 */
public record LeasedKeys(List<KeyRow> rows, long matches) {
    /** The number of rows that a table can show before its user needs a search. */
    public static final int USUAL_LIMIT = 10_000;
    /** A hundred times the size of ten thousand ordinary keys; only keys made to exceed it are cut. */
    private static final long MAX_KEY_BYTES = 64L << 20;

    /** Copies the list. */
    public LeasedKeys {
        rows = List.copyOf(rows);
    }

    /** Whether there are more matching keys than rows. */
    public boolean isCut() {
        return rows.size() < matches;
    }

    /** The rows by their lease, in key order. */
    public Map<LeaseId, List<KeyRow>> byLease() {
        return rows.stream().collect(Collectors.groupingBy(KeyRow::lease));
    }

    /**
     * Lists the keys of a snapshot, or of a database that no server has open; of a damaged one those that can be read, so
     * that there may be more, and some may have a newer value or be deleted. {@link SnapshotContents#unreadable} says
     * what cannot be read.
     *
     * @param limit the maximum number of rows; all matches are counted
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress cancels the reading
     */
    public static LeasedKeys read(SnapshotOpener opener, SnapshotName name, LeaseFilter filter, int limit,
            Progress progress) throws IOException {
        FirstKeys keys = new FirstKeys(filter, limit, MAX_KEY_BYTES);
        LivingScan.read(opener, name, keys, progress);
        return new LeasedKeys(keys.rows(), keys.matches());
    }

    /**
     * Lists the keys of an inspected snapshot, in one pass unless the path leads to another file now.
     *
     * @param limit the maximum number of rows; all matches are counted
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is damaged or not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress cancels the reading
     */
    public static LeasedKeys read(SnapshotOpener opener, Inspection inspected, LeaseFilter filter, int limit,
            Progress progress) throws IOException {
        FirstKeys keys = new FirstKeys(filter, limit, MAX_KEY_BYTES);
        try (SnapshotFile file = opener.open(inspected.name(), progress)) {
            KeyScan.scan(file, inspected.newest(), keys, KeyBucket.listing(progress));
        }
        return new LeasedKeys(keys.rows(), keys.matches());
    }
}
