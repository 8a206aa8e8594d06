package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * How a log begins. One that begins with entry 1 holds the whole history of its keyspace, unless the member was restored
 * from a snapshot: then it begins with the configuration changes that add the members, all of term 1, and a snapshot
 * record at the index of the last of them says that the keyspace came from elsewhere.
 */
final class LogStart {
    private static final long RESTORED_TERM = 1;

    private long records;
    private long first;
    /** The numbers of the first entry among the records, and of the first one that is not a founding one. */
    private long firstRecord;
    private long firstWrite;
    private long founding;
    private boolean restored;

    void record(WalRecord record) {
        records++;
        switch (record) {
            case WalRecord.Entry entry -> {
                if (first == 0) {
                    first = entry.index();
                    firstRecord = records;
                }
                boolean adds = entry.type() == EntryType.CONF_CHANGE && entry.term() == RESTORED_TERM;
                if (adds && entry.index() == founding + 1) {
                    founding = entry.index();
                } else if (firstWrite == 0) {
                    firstWrite = records;
                }
            }
            case WalRecord.Snapshot snapshot -> restored |= snapshot.term() == RESTORED_TERM && founding > 0
                    && snapshot.index() == founding;
            default -> {
                // No other record tells.
            }
        }
    }

    /** The index of the first entry; 0 if there is none. */
    long first() {
        return first;
    }

    /** Whether the keyspace began with a snapshot that the log does not hold. */
    boolean isRestored() {
        return restored;
    }

    /**
     * Whether a record that was lost may have been the one that marks a restored member, which is between the founding
     * entries and the first later one.
     *
     * @param recordsAfter the records that were read after it
     */
    boolean mayHaveLostMark(long recordsAfter) {
        long before = records - recordsAfter;
        return firstRecord > 0 && before >= firstRecord && (firstWrite == 0 || before < firstWrite);
    }

    /** Whether it holds all that ever happened to its keyspace, up to its end. */
    boolean isComplete() {
        return first == 1 && !restored;
    }
}
