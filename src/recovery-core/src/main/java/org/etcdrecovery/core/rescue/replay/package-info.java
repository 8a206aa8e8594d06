/**
 * Applies the entries that only a log holds to a database, as a server that starts does, and writes the result as a
 * snapshot.
 *
 * <p>The work is done in passes, so that memory does not grow with the database:
 *
 * <ol>
 * <li>{@code ReplayLog} finds the entries that follow the database and remembers where each of them is.
 * <li>{@code Interest} collects what these entries ask about: keys, ranges of keys, leases.
 * <li>{@code BaseReader} reads the database once and keeps only that, besides the small buckets.
 * <li>{@code Applier} applies the entries. Values stay where they are, in the database or the log.
 * <li>{@code ImageWriter} copies the database with the changes into a new file.
 * </ol>
 */
@NullMarked
package org.etcdrecovery.core.rescue.replay;

import org.jspecify.annotations.NullMarked;
