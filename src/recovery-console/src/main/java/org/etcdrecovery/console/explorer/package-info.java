/**
 * Tables of a snapshot's contents: keys and values, members, leases, users and roles, alarms, meta, buckets. Each is
 * read off the FX thread when its tab is opened; what is too much to show is marked as cut.
 */
@NullMarked
package org.etcdrecovery.console.explorer;

import org.jspecify.annotations.NullMarked;
