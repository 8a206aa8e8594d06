package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Visits the keys that exist at the last revision of a snapshot; of a damaged one, what can be read. */
public final class LivingScan {
    private LivingScan() {}

    /**
     * Reads a snapshot in two passes over its keyspace.
     *
     * @param consumer receives the keys in the order of their last write; of a damaged file, some may have a newer value or
     *                 be deleted
     * @return what cannot be read, one sentence each
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public static List<String> read(SnapshotOpener opener, SnapshotName name, KeyScan.Consumer consumer,
            Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            ReadableFile readable = ReadableFile.open(file, progress);
            KeyHistory history = KeyHistory.findingNewest(readable.records(BucketName.KEY));
            readable.walkKeys(history);
            readable.walkKeysAgain(new KeyScan(history.newest(), consumer));
            return readable.unreadable();
        }
    }
}
