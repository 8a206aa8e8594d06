package org.etcdrecovery.core.edit;

import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * The record that deletes a key: under its revision and {@code t} an mvccpb.KeyValue that has only the key, field 1. An
 * instance is reused for one record after another.
 */
public final class Tombstone {
    private static final int FIELD_1_BYTES = 0x0A;
    private static final int LONGEST_VARINT = 5;

    private ByteBuffer buffer = DirectBuffers.allocate(0);
    private int length;

    /** Makes the record of a key, which is somewhere else in a buffer. */
    public void of(Revision revision, ByteBuffer from, KeyValueReader keyValue) {
        int key = keyValue.keyLength();
        int most = Revision.TOMBSTONE_KEY_LENGTH + 1 + LONGEST_VARINT + key;
        if (buffer.capacity() < most) {
            buffer = DirectBuffers.allocate(Math.addExact(most, most / 2));
        }
        buffer.clear().put(revision.toKey()).put(Revision.TOMBSTONE_MARK).put((byte) FIELD_1_BYTES);
        for (int rest = key; true; rest >>>= 7) {
            if (rest < 0x80) {
                buffer.put((byte) rest);
                break;
            }
            buffer.put((byte) (rest | 0x80));
        }
        buffer.put(buffer.position(), from, keyValue.keyStart(), key);
        length = buffer.position() + key;
    }

    /** Holds the record from its start: {@link Revision#TOMBSTONE_KEY_LENGTH} bytes of key, then the value. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** The length of the value in bytes. */
    public int valueLength() {
        return length - Revision.TOMBSTONE_KEY_LENGTH;
    }

    /** The length of the whole record in bytes. */
    int length() {
        return length;
    }
}
