/** The search in the values of a snapshot. */
@NullMarked
package org.etcdrecovery.console.explorer.search;

import org.jspecify.annotations.NullMarked;
