package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.LeafFinder;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.snapshot.KeyBucket;

/**
 * Finds records of a keyspace by key and revision. A record never changes. So where the newest state of a damaged file
 * cannot be read, the state before the last commit serves as well. Not thread-safe.
 */
final class RecordFinder {
    private static final int MOST_DAMAGE = 1000;

    private final ByteSource source;
    private final List<LeafFinder> states;

    /**
     * @param source the file, which the caller closes
     * @throws MalformedDataException if the file is not an etcd database
     * @throws IOException            if it cannot be read
     */
    RecordFinder(ByteSource source) throws IOException {
        this.source = source;
        this.states = LeafFinder.openDamaged(source, BucketName.KEY);
        if (states.isEmpty()) {
            throw KeyBucket.missing(source);
        }
    }

    /**
     * Reads the records of a key that one transaction wrote, in their order. Where a part of the transaction cannot be read
     * in any state of the file, those that can be read.
     *
     * @return the records; may be empty
     * @throws MalformedDataException if none can be read, and a page that may hold one is damaged
     * @throws IOException            if the file cannot be read
     */
    List<KeyRecord> find(byte[] key, long revision) throws IOException {
        List<MalformedDataException> damage = new ArrayList<>();
        List<KeyRecord> readable = List.of();
        for (LeafFinder state : states) {
            int before = damage.size();
            List<KeyRecord> found = visit(state, key, revision, damage);
            if (damage.size() == before && !found.isEmpty()) {
                return found;
            }
            readable = readable.isEmpty() ? found : readable;
        }
        if (readable.isEmpty() && !damage.isEmpty()) {
            throw damage.getFirst();
        }
        return readable;
    }

    private List<KeyRecord> visit(LeafFinder state, byte[] key, long revision, List<MalformedDataException> damage)
            throws IOException {
        List<KeyRecord> found = new ArrayList<>();
        int most = damage.size() + MOST_DAMAGE;
        try {
            state.visit(RecordsOfKey.at(
                    (leaf, element, problem) -> damage.add(KeyBucket.damaged(source, leaf, element, problem)),
                    key, revision, (leaf, element, keyValue) -> found.add(KeyRecord.of(leaf, element, keyValue))),
                    problem -> {
                        damage.add(problem);
                        if (damage.size() > most) {
                            throw problem;
                        }
                    });
        } catch (MalformedDataException e) {
            // So much is damaged that the tree may lead in circles; what was found is what there is.
            return found;
        }
        return found;
    }

    /**
     * Reads the key as a transaction left it.
     *
     * @param limit the maximum number of bytes of the value
     * @return empty if the transaction did not put the key, or deleted it again
     * @throws MalformedDataException as {@link #find}
     * @throws IOException            if the file cannot be read
     */
    Optional<StoredValue> value(byte[] key, long revision, int limit) throws IOException {
        List<KeyRecord> found = find(key, revision);
        if (found.isEmpty() || found.getLast().tombstone()) {
            return Optional.empty();
        }
        KeyRecord last = found.getLast();
        byte[] value = source.read(last.valueOffset(), Math.min(limit, last.valueSize())).array();
        return Optional.of(new StoredValue(last.row(key), value));
    }
}
