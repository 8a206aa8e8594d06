/**
 * Real etcd for the tests of every module: servers on loopback, the official tools, and snapshots that a real server
 * made.
 *
 * <p>The binaries are those that {@code packaging/etcd/judges} puts into the user cache, or those of the directories
 * that {@code ETCD_3_4} … {@code ETCD_3_7} and {@code BBOLT} name. A test that asks for one that is missing is skipped
 * with the reason; with {@code CI=true} it fails, because there a skipped judge would be a silent one.
 *
 * <p>Every server is started on ports of 127.0.0.1 that were free, and is stopped through the process that was started,
 * never by name.
 */
@NullMarked
package org.etcdrecovery.core.testing;

import org.jspecify.annotations.NullMarked;
