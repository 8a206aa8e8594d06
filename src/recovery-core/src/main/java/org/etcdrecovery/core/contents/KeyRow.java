package org.etcdrecovery.core.contents;

import java.nio.ByteBuffer;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;

/**
 * A key as a put left it, without its value: at the last revision of a snapshot, or at an earlier one.
 *
 * @param key            its bytes
 * @param createRevision the revision that created it
 * @param modRevision    the revision of its last write
 * @param version        the number of writes since its creation
 * @param lease          its lease; {@link LeaseId#NONE} if it has none
 * @param valueSize      the length of its value in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, which suffices for the rows of one reading
public record KeyRow(byte[] key, long createRevision, long modRevision, long version, LeaseId lease, int valueSize) {
    /** Copies a key from a decoded record. */
    public static KeyRow of(ByteBuffer buffer, KeyValueReader keyValue) {
        return new KeyRow(keyValue.key(buffer), keyValue.createRevision(), keyValue.modRevision(), keyValue.version(),
                LeaseId.of(keyValue.lease()), keyValue.valueLength());
    }

    /**
     * The key as {@link GoQuote#escape} shows it: unchanged where it is printable, and distinct from every other key.
     */
    public String text() {
        return GoQuote.escape(key);
    }
}
