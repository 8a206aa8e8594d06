package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * The keys that exist at the end of a snapshot, in key order. Takes two passes over the bucket {@code key}, at most 31
 * bytes a key for the first, which an inspection spares, and for the second what the listed rows need.
 *
 * @param rows    the first keys that match
 * @param matches how many match altogether
 */
public record KeyListing(List<KeyRow> rows, long matches) {
    /** Rows that a table shows at once without anybody missing a search. */
    public static final int USUAL_LIMIT = 10_000;
    /** A hundred times what ten thousand ordinary keys take; only keys made for the purpose are cut by it. */
    private static final long MOST_KEY_BYTES = 64L << 20;

    /** Copies the list. */
    public KeyListing {
        rows = List.copyOf(rows);
    }

    /** Whether there are more keys than rows. */
    public boolean isCut() {
        return rows.size() < matches;
    }

    /**
     * Lists the keys of a snapshot, or of a database that no server has open.
     *
     * @param limit the most rows; all matches are counted
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when the file is damaged or no database of etcd
     * @throws IOException                                          when it cannot be read
     * @throws java.util.concurrent.CancellationException           when the progress says so
     */
    public static KeyListing read(Path snapshot, KeyFilter filter, int limit, Progress progress) throws IOException {
        FirstKeys keys = new FirstKeys(filter, limit, MOST_KEY_BYTES);
        KeyScan.scan(snapshot, keys, KeyBucket.listing(progress));
        return new KeyListing(keys.rows(), keys.matches());
    }

    /** The same for a snapshot that was inspected, in one pass unless another file stands there now. */
    public static KeyListing read(Inspection inspected, KeyFilter filter, int limit, Progress progress)
            throws IOException {
        FirstKeys keys = new FirstKeys(filter, limit, MOST_KEY_BYTES);
        try (SnapshotFile file = SnapshotFile.open(inspected.file())) {
            KeyScan.scan(file, inspected.newest(), keys, KeyBucket.listing(progress));
        }
        return new KeyListing(keys.rows(), keys.matches());
    }
}
