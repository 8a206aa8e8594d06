/**
 * What would be lost, or come back, if one state of a keyspace were restored instead of another: the difference of two
 * snapshots, of a snapshot and the database of a dead member, or of two revisions of one file.
 *
 * <p>Two values are equal if their bytes are. Revisions prove nothing across clusters, so values of the same size are
 * compared by a hash, in one more pass over each file.
 */
@NullMarked
package org.etcdrecovery.core.contents.compare;

import org.jspecify.annotations.NullMarked;
