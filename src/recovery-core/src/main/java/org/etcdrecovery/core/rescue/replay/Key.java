package org.etcdrecovery.core.rescue.replay;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A key of the keyspace. Keys are ordered by their unsigned bytes. */
final class Key implements Comparable<Key> {
    private final byte[] bytes;
    private final int hash;

    private Key(byte[] bytes, int hash) {
        this.bytes = bytes;
        this.hash = hash;
    }

    /** The key with these bytes, which the caller must not change. */
    static Key of(byte[] bytes) {
        return new Key(bytes, Arrays.hashCode(bytes));
    }

    /** A copy of some bytes of a buffer. */
    static Key copyOf(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return of(bytes);
    }

    /** The hash code of the key with these bytes. */
    static int hash(ByteBuffer buffer, int start, int length) {
        int hash = 1;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + buffer.get(i);
        }
        return hash;
    }

    /** The bytes, which must not be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
