/** Two snapshots side by side: what restoring the one would lose of the other. */
@NullMarked
package org.etcdrecovery.console.explorer.compare;

import org.jspecify.annotations.NullMarked;
