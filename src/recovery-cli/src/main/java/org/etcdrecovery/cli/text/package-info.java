/** Prints results for people. */
@NullMarked
package org.etcdrecovery.cli.text;

import org.jspecify.annotations.NullMarked;
