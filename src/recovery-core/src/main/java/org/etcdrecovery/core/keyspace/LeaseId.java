package org.etcdrecovery.core.keyspace;

/**
 * The ID of a lease: 64 bits that etcd prints as hexadecimal without leading zeros.
 *
 * @param value the bits; 0 for no lease
 */
public record LeaseId(long value) {
    /** Hexadecimal without leading zeros. */
    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
