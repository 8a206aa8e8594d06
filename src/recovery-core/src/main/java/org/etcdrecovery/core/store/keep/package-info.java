/**
 * Keeps a set of snapshots: saves one, judges it, and deletes those that no rule keeps any more. A backup job that fails
 * for weeks looks like one that works, so what is kept is what can be restored, and a check says how old that is.
 *
 * <p>What is deleted is decided by {@link org.etcdrecovery.core.store.keep.Thinning} alone, from what is known about the
 * files. Rules count hours, days and weeks in which there is a usable snapshot, never age: when saving fails, nothing is
 * deleted for it.
 */
@NullMarked
package org.etcdrecovery.core.store.keep;

import org.jspecify.annotations.NullMarked;
