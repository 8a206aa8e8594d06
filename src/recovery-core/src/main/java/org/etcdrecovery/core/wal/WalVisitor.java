package org.etcdrecovery.core.wal;

import java.io.IOException;

/** Receives the records of a log in the order of writing. */
@FunctionalInterface
public interface WalVisitor {
    /**
     * Called for each complete record with a correct CRC.
     *
     * @param record   the record
     * @param position the position of the record
     * @throws IOException to stop the reading; the reader passes it on unchanged
     */
    void record(WalRecord record, WalPosition position) throws IOException;
}
