/**
 * What survives a restart: the look, profiles of clusters, recent snapshots, an interrupted run. JSON in the place that
 * the platform keeps for it, replaced as a whole, readable by its owner only. Passwords are in none of these records.
 *
 * <p>A file that cannot be read, or that a newer console wrote, is moved aside and said so: losing settings must never
 * be what keeps an operator from a recovery.
 */
@NullMarked
package org.etcdrecovery.console.settings;

import org.jspecify.annotations.NullMarked;
