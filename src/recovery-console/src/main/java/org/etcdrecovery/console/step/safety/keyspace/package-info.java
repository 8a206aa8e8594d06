/** Part of the step Safety: leases that are dropped, and an earlier revision to go back to. */
@NullMarked
package org.etcdrecovery.console.step.safety.keyspace;

import org.jspecify.annotations.NullMarked;
