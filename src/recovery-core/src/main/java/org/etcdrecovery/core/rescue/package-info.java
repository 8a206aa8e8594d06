/**
 * Reads the data directory of a dead member, and finds what only its write-ahead log still holds.
 *
 * <p>A server writes an entry to its log before it answers, and to its database a moment later: every 100 ms, or every
 * 10 000 changes. A database taken from a member that died therefore lacks the last writes. Three numbers show which:
 *
 * <pre>
 * consistent index    bucket meta of the database        everything up to here is in the database
 * commit              last hard state of the log         everything up to here is known to be committed
 * last index          last entry of the log              what follows the commit may be committed, or not
 * </pre>
 *
 * <p>A member learns of a commit a moment late and does not sync it to disk separately, so entries after the commit may
 * have been acknowledged: all of them if it is the only voter, otherwise any of them.
 *
 * <p>Besides {@code db}, a directory may hold a database that a leader sent ({@code .snap.db}) or that a defragmentation
 * left behind ({@code db.tmp.*}). The newest sound one is the base; without one, the log alone is enough if it begins with
 * entry 1 and nothing was loaded under it. What stands behind damage in a log is counted and shown, and never used.
 *
 * <p>Everything here only reads. A member that is still running is reported and should be stopped first.
 */
@NullMarked
package org.etcdrecovery.core.rescue;

import org.jspecify.annotations.NullMarked;
