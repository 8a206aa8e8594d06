/**
 * Small files and directories that survive a crash: they are replaced as a whole, accessible to their owner only, and
 * synced to disk together with their names. Everything that this program writes goes through here, except for the data
 * directories of the members, which {@code restore} writes.
 *
 * <p>Only the owner can read what is or may be secret, whatever the umask: settings with profiles and an interrupted
 * run, the log, a snapshot and its manifest, and reports and plans, which name hosts and paths. A printed plan goes to
 * standard output, and the shell decides where that ends up.
 */
@NullMarked
package org.etcdrecovery.core.files;

import org.jspecify.annotations.NullMarked;
