package org.etcdrecovery.core.contents.objects;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.RecordedValues;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.index.DeletedKey;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * A key that does not exist any more and whose deletion the snapshot still holds, with what it held before.
 *
 * @param deleted  the deletion, by its key in the index
 * @param key      the key
 * @param before   the key as it was before; empty if a compaction has removed that, or it cannot be read
 * @param identity what it was called, if it was an object of Kubernetes that can be decoded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Deletion(DeletedKey deleted, byte[] key, Optional<KeyRow> before, Optional<ObjectIdentity> identity) {
    /** The key, escaped. */
    public String text() {
        return GoQuote.escape(key);
    }

    /**
     * Reads the latest deletions.
     *
     * @param limit the maximum number of keys
     * @return the latest first
     * @throws MalformedDataException                             if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public static List<Deletion> latest(SnapshotOpener opener, SnapshotName name, KeyIndex index, int limit,
            Progress progress) throws IOException {
        List<DeletedKey> deleted = index.deletions(limit);
        List<Deletion> deletions = new ArrayList<>(deleted.size());
        try (RecordedValues values = RecordedValues.open(opener, name, progress);
                Work work = progress.begin(Stage.LIST, values.name(), deleted.size())) {
            for (DeletedKey each : deleted) {
                byte[] key = index.key(each.rank());
                Optional<StoredValue> before = before(values, key, each);
                deletions.add(new Deletion(each, key, before.map(StoredValue::key),
                        before.flatMap(value -> ObjectIdentity.read(value.head()))));
                work.advance(1);
            }
        }
        return deletions;
    }

    private static Optional<StoredValue> before(RecordedValues values, byte[] key, DeletedKey deleted)
            throws IOException {
        try {
            return deleted.lastPut().isPresent()
                    ? values.read(key, deleted.lastPut().get().revision())
                    : Optional.empty();
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }
}
