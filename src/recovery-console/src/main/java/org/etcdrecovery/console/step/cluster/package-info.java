/** The step Cluster. The members of the new cluster. All of them are written from this one snapshot. */
@NullMarked
package org.etcdrecovery.console.step.cluster;

import org.jspecify.annotations.NullMarked;
