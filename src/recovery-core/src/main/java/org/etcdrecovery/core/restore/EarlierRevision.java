package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Ends the bucket {@code key} after a revision.
 *
 * @param last the last revision that is kept
 */
record EarlierRevision(long last) implements Edit {
    @Override
    public Records before(Records next) {
        return new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                if (Revision.mainOf(buffer, keyStart) <= last) {
                    next.record(buffer, keyStart, keyLength, valueStart, valueLength);
                }
            }

            @Override
            public void end() throws IOException {
                next.end();
            }
        };
    }
}
