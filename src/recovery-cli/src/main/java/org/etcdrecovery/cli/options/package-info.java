/** Declares and reads options: the syntax of Go's flag packages, and groups of options that several verbs share. */
@NullMarked
package org.etcdrecovery.cli.options;

import org.jspecify.annotations.NullMarked;
