/** Writes chosen keys of a snapshot to a file. */
@NullMarked
package org.etcdrecovery.console.explorer.export;

import org.jspecify.annotations.NullMarked;
