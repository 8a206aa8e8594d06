/**
 * Proves a recovery: compares the running cluster with the plan that it was restored by.
 *
 * <p>HashKV at the last planned revision stays what the plan says after the first start, later writes and deletes, and
 * a restart, because it covers nothing newer. It is unavailable in two cases: 3.4 refuses the revision at which the
 * store is compacted, which after a bump is the last planned one, and every version refuses it once a later compaction
 * has passed it. Then every key is compared, except keys with a lease, which vanish with it.
 */
@NullMarked
package org.etcdrecovery.core.cluster.prove;

import org.jspecify.annotations.NullMarked;
