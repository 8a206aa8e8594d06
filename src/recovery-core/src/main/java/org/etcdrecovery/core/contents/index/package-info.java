/**
 * An index of the keys of a snapshot and of their records: the state of the keyspace at any revision that the file still
 * holds, the totals of any prefix, children, filters and histories, without reading the file again.
 *
 * <p>A {@link org.etcdrecovery.core.contents.index.KeyCollector} collects keys and records in one pass over the file and
 * then arranges them by key. The index holds no values and no places in the file: a record is found there by its revision.
 * Three million keys of 20 bytes take some 80 MB.
 */
@NullMarked
package org.etcdrecovery.core.contents.index;

import org.jspecify.annotations.NullMarked;
