/** The differences between two versions of a value, side by side. */
@NullMarked
package org.etcdrecovery.console.explorer.difference;

import org.jspecify.annotations.NullMarked;
