package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;

/**
 * Appends one record without a value to the bucket {@code key}. Source: etcdutl/snapshot {@code modifyLatestRevision}.
 */
final class RevisionBump implements Edit {
    private final long amount;
    private long last;

    private RevisionBump(long amount, long last) {
        this.amount = amount;
        this.last = last;
    }

    /** Raises the revision of the last record by some amount; empty if that is 0. */
    static Optional<RevisionBump> byLastRecord(long amount) {
        return amount == 0 ? Optional.empty() : Optional.of(new RevisionBump(amount, 0));
    }

    /** Raises the revision of a server that starts from the source by some amount; empty if that is 0. */
    static Optional<RevisionBump> byCurrent(long amount, BoltFile source, Progress progress) throws IOException {
        return amount == 0
                ? Optional.empty()
                : Optional.of(new RevisionBump(amount, Math.max(Compaction.in(source, progress).revision(), 1)));
    }

    /** Raises the revision to the planned one, whatever a release counts from; empty if the plan does not raise it. */
    static Optional<RevisionBump> of(RestorePlan.Revisions revisions) {
        return revisions.bump() == 0 ? Optional.empty() : Optional.of(new RevisionBump(0, revisions.last()));
    }

    /** The revision of the new record as a key; known once the bucket has ended. */
    byte[] raised() {
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
                    last = Math.max(last, Revision.mainOf(buffer, keyStart));
                }
                next.record(buffer, keyStart, keyLength, valueStart, valueLength);
            }

            @Override
            public void end() throws IOException {
                byte[] key = raised();
                next.record(DirectBuffers.copyOf(key), 0, key.length, key.length, 0);
                next.end();
            }
        };
    }
}
