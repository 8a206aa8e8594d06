/**
 * How the command line looks: what is a terminal and what is not, tables and sizes as etcd's tools print them, the
 * progress bar, and the words for what went wrong. Nothing here knows a verb.
 */
@NullMarked
package org.etcdrecovery.cli.terminal;

import org.jspecify.annotations.NullMarked;
