/**
 * Real etcd for the tests of every module: servers on loopback, the official tools, and snapshots from real servers.
 *
 * <p>The binaries come from the user cache, where {@code packaging/etcd/judges} puts them, or from the directories that
 * {@code ETCD_3_4} … {@code ETCD_3_7} and {@code BBOLT} name. If one is missing, a test that needs it is skipped with
 * the reason. With {@code CI=true} it fails instead, because a skipped test would go unnoticed there.
 *
 * <p>Every server listens on free ports of 127.0.0.1. It is stopped by its process handle, never by name.
 */
@NullMarked
package org.etcdrecovery.core.testing;

import org.jspecify.annotations.NullMarked;
