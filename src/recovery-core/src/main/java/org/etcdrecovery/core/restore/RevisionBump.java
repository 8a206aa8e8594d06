package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Appends one record without a value to the bucket {@code key}, at a revision that exceeds the last one by some amount.
 * Source: etcdutl/snapshot {@code modifyLatestRevision}.
 */
final class RevisionBump implements Edit {
    private final long amount;
    private long last;

    /**
     * @param amount how far to raise the last revision
     */
    RevisionBump(long amount) {
        this.amount = amount;
    }

    /** The revision of the new record as a key; known once the bucket has ended. */
    byte[] lastRevision() {
        return new Revision(last + amount, 0).toKey();
    }

    @Override
    public Records before(Records next) {
        return new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                // A shorter key is damage, which the checks of the records report.
                if (keyLength >= Long.BYTES) {
                    last = Revision.mainOf(buffer, keyStart);
                }
                next.record(buffer, keyStart, keyLength, valueStart, valueLength);
            }

            @Override
            public void end() throws IOException {
                byte[] key = lastRevision();
                next.record(DirectBuffers.copyOf(key), 0, key.length, key.length, 0);
                next.end();
            }
        };
    }
}
