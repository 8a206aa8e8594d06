package org.etcdrecovery.core.keyspace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The position of one change in the history of the keyspace: {@code main} counts the transactions, {@code sub} the
 * changes within one.
 *
 * <p>As a key of the bucket {@code key} it is 17 bytes: main as 8 bytes big-endian, {@code _}, sub as 8 bytes
 * big-endian; a deletion has an 18th byte {@code t}. Source: etcd server/storage/mvcc/revision.go.
 */
public record Revision(long main, long sub) implements Comparable<Revision> {
    /** The length in bytes of the key of a put. */
    public static final int KEY_LENGTH = 17;
    /** The length in bytes of the key of a deletion. */
    public static final int TOMBSTONE_KEY_LENGTH = KEY_LENGTH + 1;
    /** The byte between main and sub. */
    public static final byte SEPARATOR = '_';
    /** The last byte of the key of a deletion. */
    public static final byte TOMBSTONE_MARK = 't';
    private static final int SUB = Long.BYTES + 1;

    /** The revision before any change. */
    public static final Revision ZERO = new Revision(0, 0);

    /**
     * Why bytes are not a key of the bucket {@code key}; null if they are.
     *
     * @param buffer big- or little-endian; its position and limit do not matter
     */
    public static @Nullable String keyProblem(ByteBuffer buffer, int start, int length) {
        if (length != KEY_LENGTH && length != TOMBSTONE_KEY_LENGTH) {
            return "a key of " + length + " bytes";
        }
        if (buffer.get(start + Long.BYTES) != SEPARATOR) {
            return "no '_' between main and sub";
        }
        if (length == TOMBSTONE_KEY_LENGTH && buffer.get(start + KEY_LENGTH) != TOMBSTONE_MARK) {
            return "a mark other than 't'";
        }
        return buffer.get(start) < 0 || buffer.get(start + SUB) < 0 ? "a negative revision" : null;
    }

    /** The main part of a key in which there is no {@link #keyProblem}. */
    public static long mainOf(ByteBuffer buffer, int start) {
        return bigEndian(buffer, start);
    }

    /** The sub part of a key in which there is no {@link #keyProblem}. */
    public static long subOf(ByteBuffer buffer, int start) {
        return bigEndian(buffer, start + SUB);
    }

    private static long bigEndian(ByteBuffer buffer, int at) {
        long value = buffer.getLong(at);
        return buffer.order() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value);
    }

    /** The key of a put at this revision. */
    public byte[] toKey() {
        return ByteBuffer.allocate(KEY_LENGTH).putLong(main).put(SEPARATOR).putLong(sub).array();
    }

    @Override
    public int compareTo(Revision other) {
        return main != other.main ? Long.compare(main, other.main) : Long.compare(sub, other.sub);
    }
}
