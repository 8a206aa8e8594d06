/**
 * Asks every member of a cluster at once, so that one member that is down does not hold up the others.
 */
@NullMarked
package org.etcdrecovery.core.cluster.probe;

import org.jspecify.annotations.NullMarked;
