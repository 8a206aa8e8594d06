/**
 * The appearance of the command line: terminal detection, tables as etcd's tools print them, the progress bar, and
 * error messages. Nothing here knows a verb.
 */
@NullMarked
package org.etcdrecovery.cli.terminal;

import org.jspecify.annotations.NullMarked;
