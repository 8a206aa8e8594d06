/**
 * Proving a recovery: the running cluster is held against the plan that it was restored by.
 *
 * <p>HashKV at the last planned revision stays what the plan says at the first start, after later writes and deletes,
 * and after a restart, because it covers nothing that is newer. Two things take it away: 3.4 refuses the revision at
 * which the store is compacted, which is the last planned one after a bump, and every version refuses it once a later
 * compaction has passed it. Then every key is compared. Keys on a lease are left out of that: they vanish with it.
 */
@NullMarked
package org.etcdrecovery.core.cluster.prove;

import org.jspecify.annotations.NullMarked;
