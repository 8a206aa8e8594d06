/**
 * Asking every member of a cluster at once, and nothing hangs because one of them is down.
 */
@NullMarked
package org.etcdrecovery.core.cluster.probe;

import org.jspecify.annotations.NullMarked;
