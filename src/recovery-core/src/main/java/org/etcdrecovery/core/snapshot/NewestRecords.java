package org.etcdrecovery.core.snapshot;

import java.util.BitSet;
import java.util.Optional;

/**
 * Which records of a snapshot's keyspace are the newest of a key that exists, at one bit per record. An inspection
 * learns this in its pass. As long as the file has not changed, code that lists the keys later needs neither another
 * pass over the file nor a table of all keys.
 */
public final class NewestRecords {
    /** Belongs to no file, so that callers have to read the file themselves. */
    public static final NewestRecords UNKNOWN = new NewestRecords(Optional.empty(), new BitSet(), new BitSet());

    private final Optional<FileIdentity> file;
    private final BitSet records;
    private final BitSet afterBump;

    private NewestRecords(Optional<FileIdentity> file, BitSet records, BitSet afterBump) {
        this.file = file;
        this.records = records;
        this.afterBump = afterBump;
    }

    /**
     * Collects what a pass over the keyspace has found.
     *
     * @param history a history that has read all records of the file
     */
    public static NewestRecords in(SnapshotFile file, KeyHistory history) {
        BitSet records = history.newest();
        BitSet afterBump = (BitSet) records.clone();
        if (history.recordOfEmptyKey() != KeyHistory.NO_RECORD) {
            afterBump.clear(history.recordOfEmptyKey());
        }
        afterBump.set(Math.toIntExact(history.records()));
        return new NewestRecords(Optional.of(file.identity()), records, afterBump);
    }

    /** Whether they were found in this very file, and not in another one at the same path. */
    public boolean areOf(SnapshotFile other) {
        return file.filter(other.identity()::equals).isPresent();
    }

    /** The numbers of the records, counted in key order from 0. Callers must not change the set. */
    public BitSet records() {
        return records;
    }

    /** The same after a revision bump has put the empty key as the last record. Callers must not change the set. */
    public BitSet afterBump() {
        return afterBump;
    }
}
