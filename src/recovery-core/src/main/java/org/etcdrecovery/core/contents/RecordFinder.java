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
     * Reads the records of a key that one transaction wrote, in their order.
     *
     * @return the records; empty if there are none
     * @throws MalformedDataException if a page on the way is damaged, and no other state of the file has the records
     * @throws IOException            if the file cannot be read
     */
    List<KeyRecord> find(byte[] key, long revision) throws IOException {
        Optional<MalformedDataException> damage = Optional.empty();
        for (LeafFinder state : states) {
            List<KeyRecord> found = new ArrayList<>();
            try {
                state.visit(RecordsOfKey.at(source, key, revision,
                        (leaf, element, keyValue) -> found.add(KeyRecord.of(leaf, element, keyValue))));
                if (!found.isEmpty()) {
                    return found;
                }
            } catch (MalformedDataException e) {
                damage = damage.or(() -> Optional.of(e));
            }
        }
        if (damage.isPresent()) {
            throw damage.get();
        }
        return List.of();
    }
}
