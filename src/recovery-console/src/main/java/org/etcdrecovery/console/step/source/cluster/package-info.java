/**
 * Source, from a cluster: connecting to it, whether its quorum is lost, and which member to save from.
 */
@NullMarked
package org.etcdrecovery.console.step.source.cluster;

import org.jspecify.annotations.NullMarked;
