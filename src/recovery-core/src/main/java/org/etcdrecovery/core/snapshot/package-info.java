/**
 * What a snapshot file says and whether it can be trusted: the trailing SHA-256, the status that etcd's own tools
 * print, HashKV, and the verdict with its findings. Everything here only reads.
 *
 * <p><b>Copies of running members.</b> A database that is copied while a server writes to it consists of sound pages of
 * different moments, and bbolt's own check passes about half of such copies. An inspection therefore holds a file against
 * what is true in every file that a server left behind:
 * <ul>
 * <li>above the compaction no revision is missing, nor a change within one
 * ({@link org.etcdrecovery.core.snapshot.RevisionSequence}),
 * <li>each record continues the history of its key ({@link org.etcdrecovery.core.snapshot.KeyStep}),
 * <li>each bucket holds what that bucket holds ({@link org.etcdrecovery.core.snapshot.BucketShape}),
 * <li>branches, runs and metas are of one commit ({@link org.etcdrecovery.core.bolt.Problem.Kind}).
 * </ul>
 * The compaction is the newest that was scheduled or finished: one that is under way may have removed anything below it.
 *
 * <p>Four things leave no trace in a file: a key that is lost or old and was not written after the compaction, the last
 * changes, bytes within a value, and leases or users of a moment that is not the one of the keys. Pages have neither a
 * checksum nor a transaction, the consistent index has no fixed relation to the revision after a restore, and what free
 * pages hold is newer than the tree in sound streams too. Where no SHA-256 proves the file, the verdict is therefore never
 * more than “with care”, and it says that the file is consistent and not proven complete.
 *
 * <p>The status is the exception: it prints what etcdutl prints, of such a file too.
 */
@NullMarked
package org.etcdrecovery.core.snapshot;

import org.jspecify.annotations.NullMarked;
