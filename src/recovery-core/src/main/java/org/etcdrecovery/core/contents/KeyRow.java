package org.etcdrecovery.core.contents;

import java.nio.ByteBuffer;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;

/**
 * A key that exists at the end of a snapshot, without its value.
 *
 * @param key            its bytes
 * @param createRevision when it came into being
 * @param modRevision    when it was last written
 * @param version        how often it was written since it came into being
 * @param lease          the lease it hangs on; 0 for none
 * @param valueSize      the length of its value in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares these as a whole.
public record KeyRow(byte[] key, long createRevision, long modRevision, long version, long lease, int valueSize) {
    /** Copies a key out of a record that has been read. */
    static KeyRow of(ByteBuffer buffer, KeyValueReader keyValue) {
        byte[] key = new byte[keyValue.keyLength()];
        buffer.get(keyValue.keyStart(), key);
        return new KeyRow(key, keyValue.createRevision(), keyValue.modRevision(), keyValue.version(), keyValue.lease(),
                keyValue.valueLength());
    }

    /** The key as {@link GoQuote#escape} shows it: as it is where it can be printed, and never like another key. */
    public String text() {
        return GoQuote.escape(key);
    }
}
