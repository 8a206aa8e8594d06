/**
 * Decides from the answers of its members whether a cluster still has a majority: pure functions over the result of a
 * probe. The verdict keeps an operator from restoring beside a live cluster, and from waiting for a dead one.
 */
@NullMarked
package org.etcdrecovery.core.cluster.quorum;

import org.jspecify.annotations.NullMarked;
