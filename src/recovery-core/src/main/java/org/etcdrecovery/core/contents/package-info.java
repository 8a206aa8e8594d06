/**
 * Looking inside a snapshot: its keys, users, roles, leases, members and what the small buckets say.
 *
 * <p>An inspection judges a file; this package shows what is in it, and leaves out what cannot be decoded.
 */
@NullMarked
package org.etcdrecovery.core.contents;

import org.jspecify.annotations.NullMarked;
