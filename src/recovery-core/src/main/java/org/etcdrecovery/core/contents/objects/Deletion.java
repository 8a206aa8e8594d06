package org.etcdrecovery.core.contents.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
 * @param deleted      the deletion, by its key in the index
 * @param key          the key
 * @param before       the key as it was before; empty if a compaction has removed that, or it cannot be read
 * @param identity     what it was called, if it was an object of Kubernetes that can be decoded
 * @param ofKubernetes whether an API server wrote it, as far as can be told: by its value, or where that is gone, by the
 *                     usual beginning of its key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Deletion(DeletedKey deleted, byte[] key, Optional<KeyRow> before, Optional<ObjectIdentity> identity,
        boolean ofKubernetes) {
    private static final byte[] USUAL_PREFIX = "/registry/".getBytes(UTF_8);

    /**
     * The latest deletions.
     *
     * @param deletions the latest first
     * @param more      whether there are earlier ones
     */
    public record Latest(List<Deletion> deletions, boolean more) {
        /** Copies the list. */
        public Latest {
            deletions = List.copyOf(deletions);
        }
    }

    /** The key, escaped. */
    public String text() {
        return GoQuote.escape(key);
    }

    /**
     * Reads the latest deletions.
     *
     * @param wanted which of them to list
     * @param limit  the maximum number of keys
     * @throws MalformedDataException                             if the file is not an etcd database
     * @throws IOException                                        if it cannot be read
     * @throws java.util.concurrent.CancellationException         if the progress is cancelled
     */
    public static Latest latest(SnapshotOpener opener, SnapshotName name, KeyIndex index, Predicate<Deletion> wanted,
            int limit, Progress progress) throws IOException {
        int[] ranks = index.deleted(new byte[0]);
        List<Deletion> deletions = new ArrayList<>();
        try (RecordedValues values = RecordedValues.open(opener, name, progress);
                Work work = progress.begin(Stage.LIST, values.name(), ranks.length)) {
            for (int rank : ranks) {
                Deletion deletion = read(values, index.key(rank), index.deletion(rank));
                if (wanted.test(deletion)) {
                    if (deletions.size() == limit) {
                        return new Latest(deletions, true);
                    }
                    deletions.add(deletion);
                }
                work.advance(1);
            }
        }
        return new Latest(deletions, false);
    }

    private static Deletion read(RecordedValues values, byte[] key, DeletedKey deleted) throws IOException {
        Optional<StoredValue> before = before(values, key, deleted);
        Optional<ObjectIdentity> identity = before.flatMap(value -> ObjectIdentity.read(value.head()));
        boolean ofKubernetes = identity.isPresent()
                || before.map(value -> ObjectIdentity.isOfApiServer(value.head())).orElseGet(() -> isUsual(key));
        return new Deletion(deleted, key, before.map(StoredValue::key), identity, ofKubernetes);
    }

    private static boolean isUsual(byte[] key) {
        return key.length > USUAL_PREFIX.length
                && Arrays.equals(key, 0, USUAL_PREFIX.length, USUAL_PREFIX, 0, USUAL_PREFIX.length);
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
