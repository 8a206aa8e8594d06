/** The pages of a snapshot as a map, and what one of them holds. */
@NullMarked
package org.etcdrecovery.console.explorer.pages;

import org.jspecify.annotations.NullMarked;
