package org.etcdrecovery.core.snapshot;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.jspecify.annotations.Nullable;

/** Follows one key through the history: the last record that names it says whether it exists and what it holds. */
final class ValueSearch implements LeafVisitor {
    private final ByteSource source;
    private final ByteBuffer wanted;
    private final int limit;
    private final KeyValueReader keyValue = new KeyValueReader();
    private @Nullable StoredValue newest;

    ValueSearch(ByteSource source, byte[] key, int limit) {
        this.source = source;
        this.wanted = ByteBuffer.wrap(key.clone());
        this.limit = limit;
    }

    @Override
    public void leaf(Leaf leaf) throws MalformedDataException {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++) {
            String problem = Revision.keyProblem(buffer, leaf.keyStart(i), leaf.keyLength(i));
            if (problem == null) {
                problem = keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i));
            }
            if (problem != null) {
                throw KeyBucket.malformed(source, leaf, i, problem);
            }
            if (keyValue.keyLength() == wanted.capacity()
                    && buffer.slice(keyValue.keyStart(), keyValue.keyLength()).equals(wanted)) {
                boolean deleted = leaf.keyLength(i) == Revision.TOMBSTONE_KEY_LENGTH;
                newest = deleted ? null : copy(buffer);
            }
        }
    }

    private StoredValue copy(ByteBuffer buffer) {
        byte[] head = new byte[Math.min(limit, keyValue.valueLength())];
        buffer.get(keyValue.valueStart(), head);
        return new StoredValue(KeyRow.of(buffer, keyValue), head);
    }

    /** The key as the last record has it; empty when there is none, or when that one deletes it. */
    Optional<StoredValue> found() {
        return Optional.ofNullable(newest);
    }
}
