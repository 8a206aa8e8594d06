/**
 * What a snapshot holds, in tables: keys with their values, members, leases, users and roles, alarms, meta, buckets.
 * Read when a tab is opened and not before, off the FX thread; what is too much to show says that it was cut.
 */
@NullMarked
package org.etcdrecovery.console.explorer;

import org.jspecify.annotations.NullMarked;
