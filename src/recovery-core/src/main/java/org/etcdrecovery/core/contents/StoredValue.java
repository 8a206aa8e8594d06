package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * The value that a record of a snapshot gave a key.
 *
 * @param key  the key, including the size of the whole value
 * @param head the first bytes of the value, possibly all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record StoredValue(KeyRow key, byte[] head) {
    static StoredValue of(ByteBuffer buffer, KeyValueReader keyValue, int limit) {
        return new StoredValue(KeyRow.of(buffer, keyValue), keyValue.value(buffer, limit));
    }

    /** Whether the value is longer than the head. */
    public boolean isCut() {
        return head.length < key.valueSize();
    }

    /**
     * Looks up a listed key. Reads only the pages on the path to its record, however large the file is.
     *
     * @param key   the key from a listing of this file
     * @param limit the maximum number of bytes of the value
     * @return the value; empty if the file does not have the key at this revision
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if it cannot be found, and one of these pages is damaged, or
     *                                                            the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     */
    public static Optional<StoredValue> read(SnapshotOpener opener, SnapshotName name, KeyRow key, int limit)
            throws IOException {
        try (SnapshotFile file = opener.open(name, Progress.NONE)) {
            return new RecordFinder(file.source()).value(key.key(), key.modRevision(), limit);
        }
    }
}
