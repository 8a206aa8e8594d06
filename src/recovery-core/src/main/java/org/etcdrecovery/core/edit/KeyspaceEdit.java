package org.etcdrecovery.core.edit;

import java.util.OptionalLong;

/**
 * What is asked to be changed in the keyspace, apart from a revision bump.
 *
 * @param asOf       the revision to go back to; empty to stay at the last one
 * @param leases     which leases to drop, with their keys
 * @param leaseTtl   the time to live, in seconds, of the leases that are created again because keys need them; empty for
 *                   {@link #DEFAULT_TTL} if the keyspace goes back, and otherwise to create none
 * @param dropLeased whether to drop keys whose lease does not exist instead
 */
public record KeyspaceEdit(OptionalLong asOf, LeaseChoice leases, OptionalLong leaseTtl, boolean dropLeased) {
    /** Changes nothing. */
    public static final KeyspaceEdit NONE = new KeyspaceEdit(OptionalLong.empty(), LeaseChoice.KEEP,
            OptionalLong.empty(), false);
    /** In seconds: an hour. */
    public static final long DEFAULT_TTL = 3600;
    /** In seconds. Source: {@code MaxLeaseTTL} of etcd's server/lease. */
    public static final long LONGEST_TTL = 9_000_000_000L;

    /**
     * Checks the time to live.
     *
     * @throws IllegalArgumentException if it is not between 1 and {@link #LONGEST_TTL}, or given although keys are dropped
     */
    public KeyspaceEdit {
        if (leaseTtl.isPresent()
                && (dropLeased || leaseTtl.getAsLong() < 1 || leaseTtl.getAsLong() > LONGEST_TTL)) {
            throw new IllegalArgumentException("time to live of leases: " + leaseTtl.getAsLong());
        }
    }

    /** Whether nothing is changed. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** The time to live of leases that are created again, in seconds; 0 if none are. */
    public long ttl() {
        return leaseTtl.orElse(asOf.isPresent() && !dropLeased ? DEFAULT_TTL : 0);
    }

    /** The last revision that is kept. */
    public long upTo() {
        return asOf.orElse(Long.MAX_VALUE);
    }

    /** The same with other leases dropped. */
    public KeyspaceEdit withLeases(LeaseChoice choice) {
        return new KeyspaceEdit(asOf, choice, leaseTtl, dropLeased);
    }

    /** The same as of another revision. */
    public KeyspaceEdit withAsOf(OptionalLong revision) {
        return new KeyspaceEdit(revision, leases, leaseTtl, dropLeased);
    }
}
