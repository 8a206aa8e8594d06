package org.etcdrecovery.core.wal;

import java.io.IOException;

/** Sees the records of a log in the order in which they were written. */
@FunctionalInterface
public interface WalVisitor {
    /**
     * A record that is whole and whose CRC is right.
     *
     * @param record   the record
     * @param position where it stands
     * @throws IOException ends the reading; thrown on by the reader as it is
     */
    void record(WalRecord record, WalPosition position) throws IOException;
}
