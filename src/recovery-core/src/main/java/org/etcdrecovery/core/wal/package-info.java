/**
 * etcd's write-ahead log: the directory {@code member/wal}. All releases since 3.4 share one format.
 *
 * <pre>
 * log      segment...          files %016x-%016x.wal, sequence numbers without a gap          {@link SegmentName}
 * segment  frame... zeros      preallocated to 64 000 000 bytes; etcd cuts it once it is longer
 * frame    length record pad   padded to 8 bytes                                              {@link FrameHeader}
 * record   type crc data       walpb.Record; crc is the running CRC-32C, data included        {@link WalRecord}
 * </pre>
 *
 * <p>The first segment starts {@code crc(0) metadata snapshot{0,0}}, every other one {@code crc(so far) metadata
 * state}. The running CRC covers the data of all records except crc records and continues across segments. A crc record
 * repeats it at the start of each segment, so reading can start at any of them.
 *
 * <p>{@link WalReader} distinguishes torn writes and damage as etcd does. A record of the last segment is torn, that is
 * not completely written, if it reaches past the end of the segment, or if its CRC is wrong and one of its 512-byte sectors
 * is all zeros; the log ends before it. Every other inconsistency is damage.
 *
 * <p>etcd thereby drops whole records that stand behind a zeroed one. {@link WalExaminer} finds them, and calls a write
 * torn only if nothing but zeros follows it.
 *
 * <p>Source: server/storage/wal of etcd 3.6.16 and 3.7.3 (decoder.go, encoder.go, wal.go, util.go); what differs in
 * {@link WalForm} is read off the files of the real tools.
 */
@NullMarked
package org.etcdrecovery.core.wal;

import org.jspecify.annotations.NullMarked;
