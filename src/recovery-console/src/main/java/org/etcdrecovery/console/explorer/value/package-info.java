/** The value of a key: in every form that it can be read in, in pieces, with its history and its differences. */
@NullMarked
package org.etcdrecovery.console.explorer.value;

import org.jspecify.annotations.NullMarked;
