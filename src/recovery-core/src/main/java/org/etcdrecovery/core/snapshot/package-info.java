/**
 * Reads a snapshot file and finds out whether it can be trusted: the trailing SHA-256, the status that etcd's own tools
 * print, HashKV, and the verdict with its findings. Nothing here writes.
 *
 * <p><b>Copies of running members.</b> A database that is copied while a server writes to it consists of sound pages from
 * different moments, and bbolt's own check passes about half of such copies. An inspection therefore checks what is true
 * of every file that a server left behind:
 * <ul>
 * <li>above the compaction, neither a revision nor a change within one is missing
 * ({@link org.etcdrecovery.core.snapshot.RevisionSequence}),
 * <li>each record continues the history of its key ({@link org.etcdrecovery.core.snapshot.KeyStep}),
 * <li>the records of each bucket belong in it ({@link org.etcdrecovery.core.snapshot.BucketShape}),
 * <li>branches, runs and metas come from one commit ({@link org.etcdrecovery.core.bolt.Problem.Kind}).
 * </ul>
 * The compaction is the newest that was scheduled or finished: one under way may have removed anything below it.
 *
 * <p>Four kinds of damage leave no trace in a file: a key that is lost or old and was not written after the compaction,
 * lost changes at the end, changed bytes within a value, and leases or users from another moment than the keys. Pages have
 * neither a checksum nor a transaction number, the consistent index has no fixed relation to the revision after a restore,
 * and free pages hold data newer than the tree in sound streams too. Without a SHA-256 that proves the file, the verdict is
 * therefore at best “with care”, and says that the file is consistent but not proven complete.
 *
 * <p>The status is the exception: it prints what etcdutl prints, even for such a file.
 */
@NullMarked
package org.etcdrecovery.core.snapshot;

import org.jspecify.annotations.NullMarked;
