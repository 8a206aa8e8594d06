package org.etcdrecovery.core.contents.index;

import java.util.List;

/**
 * Which state of a file was indexed.
 *
 * @param lastRecord      the main revision of the last record; 0 if there is none
 * @param compactRevision the compact revision; -1 if nothing was compacted
 * @param transaction     the bbolt transaction that wrote it; {@link #NEWEST} if it is the last one
 * @param unreadable      what could not be read of it, one sentence each
 */
record IndexedState(long lastRecord, long compactRevision, long transaction, List<String> unreadable) {
    static final long NEWEST = -1;

    IndexedState {
        unreadable = List.copyOf(unreadable);
    }
}
