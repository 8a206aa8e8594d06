/**
 * Changes to the keyspace on its way out of a snapshot: leases dropped with their keys, and an earlier revision.
 *
 * <p><b>Going back</b> to revision R keeps the records up to R, which are the first of the bucket {@code key}, and removes
 * the rest. Nothing is rewritten. Below the compact revision records are missing, so R cannot be there.
 *
 * <p><b>Leases.</b> Which keys have a lease is stored with each key, the lease itself in the bucket {@code lease}. Dropping
 * one removes it there and appends deletions of its keys, as revoking it would, all in one revision. Watchers and history
 * see ordinary deletions.
 *
 * <p><b>Orphans</b> are keys whose lease does not exist. Going back makes some: a lease that ended after R is gone, its
 * keys are not. They would live for ever, and a put with ignore_lease on one stops every member for good. So each gets its
 * lease back, with the same ID, or is dropped too. Seen on 3.4.23, 3.5.35, 3.6.16 and 3.7.3.
 */
@NullMarked
package org.etcdrecovery.core.edit;

import org.jspecify.annotations.NullMarked;
