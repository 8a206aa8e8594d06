package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;

/**
 * The value of one key at the end of a snapshot.
 *
 * @param key  the key, with the size of the whole value
 * @param head the first bytes of the value, or all of them
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these as a whole.
public record StoredValue(KeyRow key, byte[] head) {
    /** Whether the value is longer than what is here. */
    public boolean isCut() {
        return head.length < key.valueSize();
    }

    /**
     * Looks up a key that was listed. Only the pages on the way to its record are read, however large the file is.
     *
     * @param key   the key as a listing of this file has it
     * @param limit the most bytes of the value
     * @return empty when it does not stand there
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when one of these pages is damaged or the file no
     *                                                              database of etcd
     * @throws IOException                                          when it cannot be read
     */
    public static Optional<StoredValue> read(Path snapshot, KeyRow key, int limit) throws IOException {
        try (ByteSource source = ByteSource.open(snapshot)) {
            ValueSearch search = new ValueSearch(key, limit);
            KeyBucket.open(source).walk(search, Progress.NONE);
            return search.head().map(head -> new StoredValue(key, head));
        }
    }
}
