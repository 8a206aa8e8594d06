package org.etcdrecovery.core.edit;

import org.etcdrecovery.core.keyspace.LeaseId;

/**
 * What becomes of a lease.
 *
 * @param lease    its ID
 * @param fate     what becomes of it
 * @param keys     how many keys are attached to it, in the state that is kept
 * @param firstKey the first of them, by revision, escaped and shortened; empty if there are none
 */
public record LeaseEffect(LeaseId lease, Fate fate, long keys, String firstKey) {
    /** The keys by which API servers of Kubernetes tell each other that they are there. */
    private static final String MASTER_LEASES = "/registry/masterleases/";

    /** What becomes of a lease. */
    public enum Fate {
        /** It stays. */
        KEPT,
        /** It is removed, and its keys are deleted. */
        DROPPED,
        /** It does not exist, and is created again for its keys. */
        RECREATED,
        /** It does not exist, and its keys stay. */
        ORPHANED
    }

    /** Whether an API server of Kubernetes registers itself by it. */
    public boolean isMasterLease() {
        return firstKey.startsWith(MASTER_LEASES);
    }
}
