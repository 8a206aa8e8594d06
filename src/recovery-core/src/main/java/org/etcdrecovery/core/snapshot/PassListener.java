package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.TreeVisitor;

/** Receives what the pass of an {@link Inspector} reads, until the pass finds that the file is damaged. */
public interface PassListener extends TreeVisitor {
    /** A listener that ignores everything. */
    static PassListener none() {
        return new PassListener() {
            @Override
            public LeafVisitor bucket(Bucket bucket) {
                return LeafVisitor.none();
            }

            @Override
            public void end() {
                // Nothing to complete.
            }
        };
    }

    /**
     * Called before the pass.
     *
     * @param file the file that is read
     * @param bolt the state of it that is read
     */
    default void begin(SnapshotFile file, BoltFile bolt) {
        // Most listeners need only what follows.
    }

    @Override
    LeafVisitor bucket(Bucket bucket) throws IOException;

    /** Receives the records of the keyspace too, damaged or not; empty if nothing needs them. */
    default Optional<HistoryListener> history() {
        return Optional.empty();
    }

    /** Called at the end of the pass if it found no damage. */
    void end() throws IOException;
}
