/**
 * The settings that survive a restart: theme, profiles of clusters, recent snapshots, an unfinished run. They are JSON
 * in the platform's usual place, replaced as a whole and readable by their owner only. None of these records contains a
 * password.
 *
 * <p>A file that cannot be read, or that a newer console wrote, is moved aside with a notice: lost settings must never
 * stop a recovery.
 */
@NullMarked
package org.etcdrecovery.console.settings;

import org.jspecify.annotations.NullMarked;
