package org.etcdrecovery.core.snapshot;

import java.util.BitSet;
import java.util.Optional;

/**
 * Which records of a snapshot's keyspace are the newest of a key that exists, at one bit a record. An inspection finds
 * it out on its way; whoever lists the keys afterwards is spared a pass over the file and a table of all keys, as long as
 * the file is the same.
 */
public final class NewestRecords {
    /** Of no file: whoever wants to know has to look. */
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
     * What a pass over the keyspace has found.
     *
     * @param history has seen all records of the file
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

    /** Whether they were found in this file, not in one that has stood in its place. */
    public boolean areOf(SnapshotFile other) {
        return file.filter(other.identity()::equals).isPresent();
    }

    /** Their numbers, counted in key order from 0; not to be changed. */
    public BitSet records() {
        return records;
    }

    /** The same once a revision bump has put the empty key behind all others; not to be changed. */
    public BitSet afterBump() {
        return afterBump;
    }
}
