/**
 * What one run of the wizard gathers: {@link org.etcdrecovery.console.recovery.Recovery}, one object that lives as long
 * as the run. Steps read what stands before them in it and write what is theirs; whatever follows from something that
 * changes is cleared at once, so that no step can show what no longer holds.
 */
@NullMarked
package org.etcdrecovery.console.recovery;

import org.jspecify.annotations.NullMarked;
