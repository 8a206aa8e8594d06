/**
 * Carries a plan out: writes the data directory of every member from one snapshot.
 *
 * <p><b>The stream.</b> The buckets of the snapshot are read in key order, pass a few
 * {@link org.etcdrecovery.core.restore.Edit}s, and are written densely by one
 * {@link org.etcdrecovery.core.bolt.BoltWriter}. The database is the same for all members of a cluster, so each block
 * goes to all files at once. (The kernel could clone the first file instead. Where it shares extents that is quicker;
 * where it has to copy, as on ext4, writing past the page cache from one buffer was measured to be twice as fast.)
 *
 * <p><b>In one go.</b> Where a plan is shown before it is carried out, nothing touches a disk before that, and
 * {@link org.etcdrecovery.core.restore.Restorer} reads the snapshot once more. Who asks for a restore in one command has
 * no use for that second reading: {@link org.etcdrecovery.core.restore.OnePassRestore} stages the databases in the pass
 * that inspects the snapshot, so that the disk, which is the slowest part of all, is busy from the beginning. Nothing is
 * in place before the inspection has ended and there is a plan; without one the staged files are removed.
 *
 * <p><b>Nothing half-written.</b> Every member is staged beside its target under a name that says so, made durable and
 * read back; when all are staged, the plan is recorded beside each, and each is moved into place by one rename,
 * separate WAL directories first. A failure before the first rename removes what was staged, one between two renames
 * takes the earlier ones back. After a crash every target is complete or absent: before the record there are only
 * leftovers, which {@link org.etcdrecovery.core.restore.Leftovers} finds, and after it a restore by the same plan moves
 * the rest into place ({@link org.etcdrecovery.core.restore.UnfinishedRestore}).
 *
 * <p><b>An existing target</b> is accepted only when it is empty or a mount point with nothing but {@code lost+found};
 * staging then happens inside of it, and {@code member} is what is renamed.
 *
 * <p><b>The WAL file</b> has the length that etcd preallocates, 64 000 000 bytes, but as a hole: the content is the same,
 * and three members do not cost 192 MB of zeros. etcd accepts it, as it accepts a file that is not preallocated.
 */
@NullMarked
package org.etcdrecovery.core.restore;

import org.jspecify.annotations.NullMarked;
