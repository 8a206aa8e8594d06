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
    public static final NewestRecords UNKNOWN = new NewestRecords(Optional.empty(), new BitSet());

    private final Optional<FileIdentity> file;
    private final BitSet records;

    private NewestRecords(Optional<FileIdentity> file, BitSet records) {
        this.file = file;
        this.records = records;
    }

    /**
     * @param file    where they were found
     * @param records their numbers, counted in key order from 0; not changed any more
     */
    static NewestRecords in(SnapshotFile file, BitSet records) {
        return new NewestRecords(Optional.of(file.identity()), records);
    }

    /** Whether they were found in this file, not in one that has stood in its place. */
    public boolean areOf(SnapshotFile other) {
        return file.filter(other.identity()::equals).isPresent();
    }

    /** Their numbers, which nobody may change. */
    public BitSet records() {
        return records;
    }
}
