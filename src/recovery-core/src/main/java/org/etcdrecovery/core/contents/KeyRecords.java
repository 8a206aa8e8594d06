package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Reads the records that a snapshot holds of one key. */
public final class KeyRecords {
    private KeyRecords() {}

    /**
     * Visits all records of a key, oldest first, as they are found.
     *
     * @return what cannot be read of the keyspace and may hold more records, one sentence each
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public static List<String> visit(SnapshotOpener opener, SnapshotName name, byte[] key,
            Consumer<KeyRecord> records, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            ReadableFile readable = ReadableFile.open(file, progress);
            readable.walkKeys(new RecordsOfKey(readable.records(BucketName.KEY), key,
                    (leaf, element, keyValue) -> records.accept(KeyRecord.of(leaf, element, keyValue))));
            return readable.unreadable();
        }
    }

    /**
     * Reads the records of a key that were written at these revisions, and only the pages on the paths to them. A
     * transaction may have put and deleted the key several times: all of its records are there.
     *
     * @param revisions main revisions, ascending
     * @return the records; those of a revision whose page is damaged are not among them
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the pages of all revisions are damaged or the file is
     *                                                            not an etcd database
     * @throws IOException                                        if it cannot be read
     */
    public static List<KeyRecord> at(SnapshotOpener opener, SnapshotName name, byte[] key, List<Long> revisions)
            throws IOException {
        List<KeyRecord> records = new ArrayList<>();
        try (SnapshotFile file = opener.open(name, Progress.NONE)) {
            RecordFinder finder = new RecordFinder(file.source());
            Optional<MalformedDataException> damage = Optional.empty();
            for (long revision : revisions) {
                try {
                    records.addAll(finder.find(key, revision));
                } catch (MalformedDataException e) {
                    damage = Optional.of(e);
                }
            }
            if (records.isEmpty() && damage.isPresent()) {
                throw damage.get();
            }
        }
        return records;
    }
}
