package org.etcdrecovery.core.contents.index;

import java.util.List;
import org.etcdrecovery.core.snapshot.FileIdentity;

/**
 * Which state of a file was indexed.
 *
 * @param lastRecord      the main revision of the last record; 0 without records
 * @param compactRevision the compact revision; -1 if nothing was compacted
 * @param transaction     the bbolt transaction that wrote it; unsigned
 * @param file            the file that was read
 * @param unreadable      what could not be read of it, one sentence each
 */
record IndexedState(long lastRecord, long compactRevision, long transaction, FileIdentity file,
        List<String> unreadable) {
    IndexedState {
        unreadable = List.copyOf(unreadable);
    }
}
