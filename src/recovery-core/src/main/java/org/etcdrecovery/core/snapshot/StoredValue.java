package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;

/**
 * The value of one key at the end of a snapshot.
 *
 * @param key  the key, with the size of the whole value
 * @param head the first bytes of the value, or all of them
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these as a whole.
public record StoredValue(KeyRow key, byte[] head) {
    /** What can be shown of a value without a window growing slow. */
    public static final int USUAL_LIMIT = 1 << 20;

    /** Whether the value is longer than what is here. */
    public boolean isCut() {
        return head.length < key.valueSize();
    }

    /**
     * Looks a key up, in one pass over the bucket {@code key}.
     *
     * @param limit the most bytes of the value
     * @return empty when no such key exists there
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when the file is damaged or no database of etcd
     * @throws IOException                                          when it cannot be read
     * @throws java.util.concurrent.CancellationException           when the progress says so
     */
    public static Optional<StoredValue> read(Path snapshot, byte[] key, int limit, Progress progress)
            throws IOException {
        try (ByteSource source = ByteSource.open(snapshot)) {
            ValueSearch search = new ValueSearch(source, key, limit);
            KeyBucket.open(source).walk(search, KeyBucket.listing(progress));
            return search.found();
        }
    }
}
