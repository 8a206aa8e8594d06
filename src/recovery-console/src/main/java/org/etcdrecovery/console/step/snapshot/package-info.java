/** The step Snapshot. One file that holds the whole keyspace, checked while it is written. */
@NullMarked
package org.etcdrecovery.console.step.snapshot;

import org.jspecify.annotations.NullMarked;
