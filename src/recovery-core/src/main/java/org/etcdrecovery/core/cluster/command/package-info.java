/**
 * What is asked of running members, as commands to paste: etcdctl's where it can, this program's own where etcdctl has
 * none. They are complete; only a password is left to a variable of the shell.
 */
@NullMarked
package org.etcdrecovery.core.cluster.command;

import org.jspecify.annotations.NullMarked;
