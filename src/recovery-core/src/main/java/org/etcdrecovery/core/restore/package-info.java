/**
 * Carries out a plan: writes the data directory of every member from one snapshot.
 *
 * <p><b>The stream.</b> The buckets of the snapshot are read in key order, pass a few
 * {@link org.etcdrecovery.core.restore.Edit}s, and are written densely by one
 * {@link org.etcdrecovery.core.bolt.BoltWriter}. The database is the same for all members of a cluster, so each block
 * goes to all files at once. (The kernel could clone the first file instead. That is quicker where it can share
 * extents. Where it has to copy, as on ext4, bypassing the page cache and writing from one buffer was measured to be
 * twice as fast.)
 *
 * <p><b>In one go.</b> If a plan is shown before it is carried out, nothing is written to disk before that, and
 * {@link org.etcdrecovery.core.restore.Restorer} reads the snapshot once more. A restore in one command does not need
 * that second reading: {@link org.etcdrecovery.core.restore.OnePassRestore} stages the databases in the pass that
 * inspects the snapshot, so that the disk, the slowest part, is busy from the start. Nothing is moved into place before
 * the inspection has ended and there is a plan; without one the staged files are removed.
 *
 * <p><b>A prepared snapshot</b> takes the same stream into one file: {@link org.etcdrecovery.core.restore.Preparation}. Leases
 * that are dropped and an earlier revision ({@link org.etcdrecovery.core.edit}) are edits of the stream too, but have to be
 * surveyed before it begins, so a restore with them reads the snapshot more than once.
 *
 * <p><b>Nothing half-written.</b> Every member is staged next to its target under a name that says so, synced to disk
 * and read back. Once all are staged, the plan is recorded next to each, and each is moved into place with one rename,
 * separate WAL directories first. A failure before the first rename removes what was staged; a failure between two
 * renames undoes the earlier ones. After a crash every target is complete or absent: before the record there are only
 * leftovers, which {@link org.etcdrecovery.core.restore.Leftovers} finds, and after it a restore with the same plan
 * moves the rest into place ({@link org.etcdrecovery.core.restore.UnfinishedRestore}).
 *
 * <p><b>An existing target</b> is accepted only if it is empty or a mount point with nothing but {@code lost+found}.
 * Staging then happens inside it, and {@code member} is what is renamed.
 *
 * <p><b>The WAL file</b> has the length that etcd preallocates, 64 000 000 bytes, but as a hole: the content is the
 * same, and three members do not need 192 MB of zeros. etcd accepts it, as it accepts a file that is not preallocated.
 */
@NullMarked
package org.etcdrecovery.core.restore;

import org.jspecify.annotations.NullMarked;
