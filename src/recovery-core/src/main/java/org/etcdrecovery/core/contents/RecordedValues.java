package org.etcdrecovery.core.contents;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** A snapshot that stays open while many values are read from it, each by the revision that wrote it. */
public final class RecordedValues implements Closeable {
    private final SnapshotFile file;
    private final ByteSource source;
    private final RecordFinder records;

    private RecordedValues(SnapshotFile file) throws IOException {
        this.file = file;
        source = file.source();
        records = new RecordFinder(source);
    }

    /**
     * Opens a snapshot, damaged or not.
     *
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     */
    public static RecordedValues open(SnapshotOpener opener, SnapshotName name, Progress progress)
            throws IOException {
        SnapshotFile file = opener.open(name, progress);
        try {
            return new RecordedValues(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The name of the file in messages. */
    public String name() {
        return source.name();
    }

    /**
     * Reads the pages on the path to a record.
     *
     * @return the key as this revision left it, with all of its value; empty if it was not put then
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if it cannot be found, and one of these pages is damaged in
     *                                                            every state of the file
     * @throws IOException                                        if they cannot be read
     */
    public Optional<StoredValue> read(byte[] key, long modRevision) throws IOException {
        return records.value(key, modRevision, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
