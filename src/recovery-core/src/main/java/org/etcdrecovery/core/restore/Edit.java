package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * A change to the records of one bucket on their way from the snapshot to the new database: a function on a sorted
 * stream.
 */
@FunctionalInterface
interface Edit {
    /** Changes nothing. */
    Edit NONE = next -> next;

    /** Returns a receiver that applies this change and passes the records on to {@code next}. */
    Records before(Records next);

    /** Returns this change followed by another. */
    default Edit then(Edit other) {
        return next -> before(other.before(next));
    }

    /** The records of a bucket, in ascending order of their keys. */
    interface Records {
        /** Receives a record in a little-endian buffer. */
        void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) throws IOException;

        /** Ends the bucket. */
        void end() throws IOException;
    }

    /** Replaces all records of the bucket. */
    static Edit replaceBy(Map<byte[], byte[]> records) {
        SortedMap<byte[], byte[]> sorted = sorted(records);
        return next -> new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) {
                // Dropped.
            }

            @Override
            public void end() throws IOException {
                for (Map.Entry<byte[], byte[]> entry : sorted.entrySet()) {
                    pass(entry.getKey(), entry.getValue(), next);
                }
                next.end();
            }
        };
    }

    /** Inserts one record in key order, or replaces the one with the same key. */
    static Edit put(byte[] key, byte[] value) {
        return next -> new Records() {
            private boolean pending = true;

            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                int order = pending ? compare(buffer, keyStart, keyLength) : 1;
                if (order <= 0) {
                    putNow();
                }
                if (order != 0) {
                    next.record(buffer, keyStart, keyLength, valueStart, valueLength);
                }
            }

            // Compares the pending key with the key of a record.
            private int compare(ByteBuffer buffer, int keyStart, int keyLength) {
                byte[] other = new byte[keyLength];
                buffer.get(keyStart, other);
                return Arrays.compareUnsigned(key, other);
            }

            private void putNow() throws IOException {
                pending = false;
                pass(key, value, next);
            }

            @Override
            public void end() throws IOException {
                if (pending) {
                    putNow();
                }
                next.end();
            }
        };
    }

    private static void pass(byte[] key, byte[] value, Records next) throws IOException {
        next.record(DirectBuffers.copyOf(key, value), 0, key.length, key.length, value.length);
    }

    private static SortedMap<byte[], byte[]> sorted(Map<byte[], byte[]> records) {
        SortedMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
        sorted.putAll(records);
        return sorted;
    }
}
