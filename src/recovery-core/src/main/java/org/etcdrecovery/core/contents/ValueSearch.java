package org.etcdrecovery.core.contents;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.jspecify.annotations.Nullable;

/** Looks for a key among the records of the revision of its last write; a transaction leaves several. */
final class ValueSearch implements LeafVisitor {
    private final KeyRow row;
    private final int limit;
    private final KeyValueReader keyValue = new KeyValueReader();
    private byte @Nullable [] head;

    ValueSearch(KeyRow row, int limit) {
        this.row = row;
        this.limit = limit;
    }

    @Override
    public KeyRange range() {
        return KeyRange.of(new Revision(row.modRevision(), 0).toKey(), new Revision(row.modRevision() + 1, 0).toKey());
    }

    @Override
    public void leaf(Leaf leaf) {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++) {
            if (leaf.keyLength(i) == Revision.KEY_LENGTH
                    && Revision.mainOf(buffer, leaf.keyStart(i)) == row.modRevision()
                    && keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i)) == null
                    && Arrays.equals(row.key(), copy(buffer, keyValue.keyStart(), keyValue.keyLength()))) {
                head = copy(buffer, keyValue.valueStart(), Math.min(limit, keyValue.valueLength()));
            }
        }
    }

    private static byte[] copy(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return bytes;
    }

    /** The first bytes of the value; empty if the record was not found. */
    Optional<byte[]> head() {
        return Optional.ofNullable(head);
    }
}
