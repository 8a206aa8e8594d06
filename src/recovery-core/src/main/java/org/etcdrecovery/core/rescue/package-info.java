/**
 * What the data directory of a dead member holds, and what only its write-ahead log still holds.
 *
 * <p>A server writes an entry to its log before it answers, and to its database a moment later: every 100 ms, or every
 * 10 000 changes. A database taken from a member that died therefore lacks the last writes. Which they are follows from
 * three numbers:
 *
 * <pre>
 * consistent index    bucket meta of the database        everything up to here is in the database
 * commit              last hard state of the log         everything up to here is known to be committed
 * last index          last entry of the log              what follows the commit may be committed, or not
 * </pre>
 *
 * <p>A member learns of a commit a moment late and does not make it durable by itself, so that entries behind the
 * commit may have been acknowledged: all of them where it is the only voter, any of them otherwise.
 *
 * <p>Everything here only reads. A member that still runs is noticed and better stopped first.
 */
@NullMarked
package org.etcdrecovery.core.rescue;

import org.jspecify.annotations.NullMarked;
