/** The table of the explorer: sorted, filtered, copied. */
@NullMarked
package org.etcdrecovery.console.explorer.table;

import org.jspecify.annotations.NullMarked;
