/**
 * The contents of a snapshot: its keys, users, roles, leases and members, and the other small buckets.
 *
 * <p>An inspection judges a file; this package shows its contents and leaves out what cannot be decoded.
 */
@NullMarked
package org.etcdrecovery.core.contents;

import org.jspecify.annotations.NullMarked;
