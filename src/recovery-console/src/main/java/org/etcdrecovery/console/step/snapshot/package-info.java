/** The step Snapshot: one file with the whole keyspace, checked while it is being written. */
@NullMarked
package org.etcdrecovery.console.step.snapshot;

import org.jspecify.annotations.NullMarked;
