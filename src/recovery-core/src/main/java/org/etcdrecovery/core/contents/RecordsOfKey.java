package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/** Finds the newest record of a key up to a revision, in the order in which the records were written. */
final class RecordsOfKey implements LeafVisitor {
    private final ByteSource source;
    private final byte[] key;
    private final long upTo;
    private final KeyValueReader keyValue = new KeyValueReader();
    private Optional<StoredValue> newest = Optional.empty();
    private long lastRevision;

    RecordsOfKey(ByteSource source, byte[] key, long upTo) {
        this.source = source;
        this.key = key;
        this.upTo = upTo;
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++) {
            String problem = Revision.keyProblem(buffer, leaf.keyStart(i), leaf.keyLength(i));
            if (problem == null) {
                problem = keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i));
            }
            if (problem != null) {
                throw MalformedDataException.damaged(source.name(), leaf.offset(i), "a record of the keyspace",
                        problem);
            }
            lastRevision = Revision.mainOf(buffer, leaf.keyStart(i));
            if (lastRevision <= upTo && isOfKey(buffer)) {
                newest = leaf.keyLength(i) == Revision.KEY_LENGTH ? Optional.of(value(buffer)) : Optional.empty();
            }
        }
    }

    private boolean isOfKey(ByteBuffer buffer) {
        return keyValue.keyLength() == key.length
                && buffer.slice(keyValue.keyStart(), key.length).equals(ByteBuffer.wrap(key));
    }

    private StoredValue value(ByteBuffer buffer) {
        byte[] value = new byte[keyValue.valueLength()];
        buffer.get(keyValue.valueStart(), value);
        return new StoredValue(KeyRow.of(buffer, keyValue), value);
    }

    /** The value at the revision; empty if the key does not exist then. */
    Optional<StoredValue> newest() {
        return newest;
    }

    /** The revision of the last record; 0 in an empty keyspace. */
    long lastRevision() {
        return lastRevision;
    }
}
