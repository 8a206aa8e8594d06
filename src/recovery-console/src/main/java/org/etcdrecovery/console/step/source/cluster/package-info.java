/** The source is a cluster: connecting to it, whether it has quorum, and which member to save from. */
@NullMarked
package org.etcdrecovery.console.step.source.cluster;

import org.jspecify.annotations.NullMarked;
