/**
 * Raft snapshots: the files {@code member/snap/*.snap}. Every release writes them; those before 3.7 read them.
 *
 * <pre>
 * file      snappb.Snapshot{crc, data}                      %016x-%016x.snap   {@link SnapName}, {@link SnapFile}
 * data      raftpb.Snapshot{data, metadata{conf_state, index, term}}; crc is its CRC-32C
 * its data  a JSON document: the v2 store, which holds the members
 * </pre>
 *
 * <p>A restored directory does not need one, because its log holds every entry from the first. It is still written for
 * targets up to 3.7, as etcd's own tools do.
 *
 * <p>Source: server/etcdserver/api/snap and api/v2store of etcd 3.6.16; the bytes were taken from files of the real
 * tools.
 */
@NullMarked
package org.etcdrecovery.core.raftsnap;

import org.jspecify.annotations.NullMarked;
