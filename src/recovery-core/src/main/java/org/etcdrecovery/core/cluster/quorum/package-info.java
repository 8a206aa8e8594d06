/**
 * Whether a cluster still has a majority, decided from what its members answered: pure functions over the result of a
 * probe. The verdict keeps an operator from restoring beside a living cluster, and from waiting for a dead one.
 */
@NullMarked
package org.etcdrecovery.core.cluster.quorum;

import org.jspecify.annotations.NullMarked;
