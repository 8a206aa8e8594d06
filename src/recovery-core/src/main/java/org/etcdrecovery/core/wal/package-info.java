/**
 * etcd's write-ahead log: the directory {@code member/wal}. All releases since 3.4 share one format.
 *
 * <pre>
 * log      segment...          files %016x-%016x.wal, sequence numbers without a gap          {@link SegmentName}
 * segment  frame... zeros      preallocated to 64 000 000 bytes; a segment that is longer is followed by the next
 * frame    length record pad   padded to 8 bytes                                              {@link FrameHeader}
 * record   type crc data       walpb.Record; crc is the running CRC-32C, data included        {@link WalRecord}
 * </pre>
 *
 * <p>The first segment starts {@code crc(0) metadata snapshot{0,0}}, every other one {@code crc(so far) metadata
 * state}. The running CRC covers the data of all records but the crc records and goes on across segments; a crc record
 * repeats it at the head of each segment, so that reading can start at any of them.
 *
 * <p>What a crash may leave behind and what it may not is decided here as etcd decides it: a record of the last
 * segment that reaches past its end, or fails its CRC while one of the 512-byte sectors that it lies in is all zero,
 * was not written completely ("torn"), and the log ends before it. Everything else that does not fit is damage.
 *
 * <p>Source: server/storage/wal of etcd 3.6.16 and 3.7.3 (decoder.go, encoder.go, wal.go, util.go); what differs in
 * {@link WalForm} is read off the files of the real tools.
 */
@NullMarked
package org.etcdrecovery.core.wal;

import org.jspecify.annotations.NullMarked;
