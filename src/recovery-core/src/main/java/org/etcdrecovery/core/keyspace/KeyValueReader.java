package org.etcdrecovery.core.keyspace;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an mvccpb.KeyValue, the value of a record in the bucket {@code key}, in place. One instance serves millions of
 * records: {@link #read} sets the fields and copies nothing.
 *
 * <pre>1 key bytes, 2 create_revision int64, 3 mod_revision int64, 4 version int64, 5 value bytes, 6 lease int64</pre>
 *
 * Missing fields are empty or 0. An empty message is the record that a revision bump adds. Unknown fields are skipped, as
 * in Go's decoders.
 */
public final class KeyValueReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private int keyStart;
    private int keyLength;
    private int valueStart;
    private int valueLength;
    private long createRevision;
    private long modRevision;
    private long version;
    private long lease;

    private int at;
    private int end;

    /**
     * Reads one message.
     *
     * @param buffer holds the message; its position and limit do not matter
     * @param start  where the message begins in the buffer
     * @param length the length of the message in bytes
     * @return why the bytes are not a KeyValue; null if they are
     */
    public @Nullable String read(ByteBuffer buffer, int start, int length) {
        clear(start);
        at = start;
        end = start + length;
        while (at < end) {
            long tag = varint(buffer);
            String problem = at < 0 ? "a field tag that is cut off" : field(buffer, tag);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private void clear(int start) {
        keyStart = start;
        keyLength = 0;
        valueStart = start;
        valueLength = 0;
        createRevision = 0;
        modRevision = 0;
        version = 0;
        lease = 0;
    }

    private @Nullable String field(ByteBuffer buffer, long tag) {
        int number = (int) (tag >>> 3);
        int wireType = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 32 != 0) {
            return "field number " + (tag >>> 3);
        }
        return switch (wireType) {
            case VARINT -> number(number, varint(buffer));
            case LENGTH_DELIMITED -> bytes(number, varint(buffer));
            case FIXED64 -> skip(number, Long.BYTES);
            case FIXED32 -> skip(number, Integer.BYTES);
            default -> "wire type " + wireType;
        };
    }

    private @Nullable String number(int field, long value) {
        if (at < 0) {
            return "a number that is cut off";
        }
        switch (field) {
            case 1, 5 -> {
                return "a number where bytes belong";
            }
            case 2 -> createRevision = value;
            case 3 -> modRevision = value;
            case 4 -> version = value;
            case 6 -> lease = value;
            default -> {
                // A field of a newer server.
            }
        }
        return null;
    }

    private @Nullable String bytes(int field, long length) {
        if (at < 0 || length < 0 || length > end - at) {
            return "bytes that reach beyond the record";
        }
        if (field == 1) {
            keyStart = at;
            keyLength = (int) length;
        } else if (field == 5) {
            valueStart = at;
            valueLength = (int) length;
        } else if (field <= 6) {
            return "bytes where a number belongs";
        }
        at += (int) length;
        return null;
    }

    private @Nullable String skip(int field, int length) {
        if (field <= 6 || length > end - at) {
            return "a fixed number in field " + field;
        }
        at += length;
        return null;
    }

    /** Reads a varint and advances; makes {@link #at} negative if there is none. */
    private long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at < end; shift += 7) {
            byte next = buffer.get(at++);
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        at = -1;
        return 0;
    }

    /** Where the user's key begins in the buffer. */
    public int keyStart() {
        return keyStart;
    }

    /** The length of the user's key in bytes. */
    public int keyLength() {
        return keyLength;
    }

    /** Where the user's value begins in the buffer. */
    public int valueStart() {
        return valueStart;
    }

    /** The length of the user's value in bytes. */
    public int valueLength() {
        return valueLength;
    }

    /** A copy of the user's key. */
    public byte[] key(ByteBuffer buffer) {
        return copy(buffer, keyStart, keyLength);
    }

    /** A copy of the user's value, or of its first bytes. */
    public byte[] value(ByteBuffer buffer, int limit) {
        return copy(buffer, valueStart, Math.min(limit, valueLength));
    }

    private static byte[] copy(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return bytes;
    }

    /** The main revision at which the key was last created. */
    public long createRevision() {
        return createRevision;
    }

    /** The main revision of this record. */
    public long modRevision() {
        return modRevision;
    }

    /** The number of puts since the key was created, including the first. */
    public long version() {
        return version;
    }

    /** The ID of the lease that the key is attached to; 0 if there is none. */
    public long lease() {
        return lease;
    }
}
