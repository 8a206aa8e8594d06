package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * The history of a key: the records that a snapshot still holds of it. A compaction has removed older ones.
 *
 * @param records    the newest ones, oldest first
 * @param total      the number of all records
 * @param unreadable what cannot be read of the keyspace and may hold more records, one sentence each
 */
public record KeyRecords(List<KeyRecord> records, long total, List<String> unreadable) {
    /** The number of records that a table can show. */
    public static final int USUAL_LIMIT = 10_000;

    /** Copies the list. */
    public KeyRecords {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads all records of the keyspace once, which an index makes unnecessary: see {@link #at}.
     *
     * @param limit the maximum number of records to keep; all are counted
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public static KeyRecords history(SnapshotOpener opener, SnapshotName name, byte[] key, int limit,
            Progress progress) throws IOException {
        Deque<KeyRecord> newest = new ArrayDeque<>();
        long[] total = {0};
        List<String> unreadable = visit(opener, name, key, record -> {
            total[0]++;
            newest.add(record);
            if (newest.size() > limit) {
                newest.removeFirst();
            }
        }, progress);
        return new KeyRecords(new ArrayList<>(newest), total[0], unreadable);
    }

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
                    finder.find(key, revision, () -> new ArrayList<KeyRecord>(),
                            found -> (leaf, element, keyValue) -> found
                                    .add(KeyRecord.of(leaf, element, keyValue)))
                            .ifPresent(records::addAll);
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

    /**
     * Reads a part of a value.
     *
     * @param record a record of this file
     * @param from   the first byte of the value to read
     * @param length the maximum number of bytes
     * @return fewer bytes where the value ends
     * @throws IOException if the file cannot be read or is shorter now
     */
    public static byte[] piece(SnapshotOpener opener, SnapshotName name, KeyRecord record, int from, int length)
            throws IOException {
        int size = Math.max(0, Math.min(length, record.valueSize() - from));
        byte[] bytes = new byte[size];
        if (size > 0) {
            try (SnapshotFile file = opener.open(name, Progress.NONE)) {
                file.source().read(record.valueOffset() + from, size).get(bytes);
            }
        }
        return bytes;
    }
}
