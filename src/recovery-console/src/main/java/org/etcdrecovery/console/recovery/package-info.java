/**
 * The state that one run of the wizard gathers: {@link org.etcdrecovery.console.recovery.Recovery}, one object that
 * lives as long as the run. Each step reads what earlier steps wrote and writes its own part. A change immediately
 * clears whatever depends on it, so that no step shows outdated state.
 */
@NullMarked
package org.etcdrecovery.console.recovery;

import org.jspecify.annotations.NullMarked;
