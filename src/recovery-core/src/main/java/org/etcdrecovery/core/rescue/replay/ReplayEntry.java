package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import org.etcdrecovery.core.wal.EntryType;

/**
 * An entry of the log, read again from its place.
 *
 * @param index its index in the raft log
 * @param term  the term of the leader that proposed it
 * @param type  the type of its data
 * @param data  its data
 * @param place where the data is
 */
record ReplayEntry(long index, long term, EntryType type, ByteString data, Place place) {}
