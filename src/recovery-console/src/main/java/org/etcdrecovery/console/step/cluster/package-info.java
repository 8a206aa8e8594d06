/** The step Cluster: the members of the new cluster, all restored from the same snapshot. */
@NullMarked
package org.etcdrecovery.console.step.cluster;

import org.jspecify.annotations.NullMarked;
