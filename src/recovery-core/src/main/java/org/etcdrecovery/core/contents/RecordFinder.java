package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.etcdrecovery.core.bolt.LeafFinder;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.RecordReader.Consumer;

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
     * @param target makes what receives them, anew for each state of the file
     * @param filler passes them on to it
     * @return the target; empty if there are no such records
     * @throws MalformedDataException if a page on the way is damaged, and no other state of the file has the records
     * @throws IOException            if the file cannot be read
     */
    <T> Optional<T> find(byte[] key, long revision, Supplier<T> target, Function<T, Consumer> filler)
            throws IOException {
        Optional<MalformedDataException> damage = Optional.empty();
        for (LeafFinder state : states) {
            T found = target.get();
            Consumer filling = filler.apply(found);
            boolean[] any = new boolean[1];
            LeafVisitor records = RecordsOfKey.at(source, key, revision, (leaf, element, keyValue) -> {
                any[0] = true;
                filling.record(leaf, element, keyValue);
            });
            try {
                state.visit(records);
                if (any[0]) {
                    return Optional.of(found);
                }
            } catch (MalformedDataException e) {
                damage = damage.or(() -> Optional.of(e));
            }
        }
        if (damage.isPresent()) {
            throw damage.get();
        }
        return Optional.empty();
    }
}
