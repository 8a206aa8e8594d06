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
    /** Lets everything through. */
    Edit NONE = next -> next;

    /** Puts this change in front of where the records go. */
    Records before(Records next);

    /** This change, and another after it. */
    default Edit then(Edit other) {
        return next -> before(other.before(next));
    }

    /** The records of a bucket, in ascending order of their keys. */
    interface Records {
        /** A record that stands in a little-endian buffer. */
        void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) throws IOException;

        /** There are no more. */
        void end() throws IOException;
    }

    /** Drops what the bucket holds and puts other records there. */
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

    /** Puts one record where it belongs, in the place of one that has the same key. */
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

            // How the pending key stands to the one of a record.
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
