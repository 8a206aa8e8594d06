package org.etcdrecovery.core.keyspace;

/**
 * The ID of a cluster: 64 bits that etcd reads as an unsigned number and prints as hexadecimal without leading zeros.
 *
 * @param value the bits
 */
public record ClusterId(long value) implements Comparable<ClusterId> {
    private static final int HEX = 16;

    /**
     * Reads an ID as etcd prints it.
     *
     * @throws NumberFormatException if the text is not a hexadecimal number of at most 64 bits
     */
    public static ClusterId parse(String text) {
        return new ClusterId(Long.parseUnsignedLong(text, HEX));
    }

    /** Hexadecimal without leading zeros. */
    @Override
    public String toString() {
        return Long.toHexString(value);
    }

    /** Compares as unsigned numbers. */
    @Override
    public int compareTo(ClusterId other) {
        return Long.compareUnsigned(value, other.value);
    }
}
