/**
 * Small files and directories that survive a crash: replaced as a whole, for their owner only, brought to the disk
 * together with their names. All of this program that writes goes through here; only the members' own directories are
 * written by {@code restore}.
 *
 * <p>What is secret or may be is readable by its owner alone, whatever the umask: settings with profiles and an
 * interrupted run, the log, a snapshot and its manifest, reports and plans, which name hosts and paths. A plan that is
 * printed goes to standard output, where the shell decides.
 */
@NullMarked
package org.etcdrecovery.core.files;

import org.jspecify.annotations.NullMarked;
