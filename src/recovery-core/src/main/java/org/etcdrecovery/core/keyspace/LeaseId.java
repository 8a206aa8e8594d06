package org.etcdrecovery.core.keyspace;

/**
 * The ID of a lease: 64 bits that etcd prints as hexadecimal without leading zeros.
 *
 * @param value the bits; 0 for no lease
 */
public record LeaseId(long value) {
    /** No lease, which is what most keys have. etcd never grants this ID. */
    public static final LeaseId NONE = new LeaseId(0);

    /** The ID with these bits; {@link #NONE} itself for 0, so that a key without a lease takes no memory for it. */
    public static LeaseId of(long value) {
        return value == 0 ? NONE : new LeaseId(value);
    }

    /** Whether this is {@link #NONE}. */
    public boolean isNone() {
        return value == 0;
    }

    /** Hexadecimal without leading zeros. */
    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
