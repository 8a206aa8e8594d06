package org.etcdrecovery.core.keyspace;

/**
 * The ID of a member: 64 bits that etcd reads as an unsigned number and prints as hexadecimal without leading zeros.
 *
 * @param value the bits
 */
public record MemberId(long value) implements Comparable<MemberId> {
    /** No member, such as the leader while there is none: raft.None. */
    public static final MemberId NONE = new MemberId(0);

    private static final int HEX = 16;

    /**
     * Reads an ID as etcd prints it.
     *
     * @throws NumberFormatException if the text is not a hexadecimal number of at most 64 bits
     */
    public static MemberId parse(String text) {
        return new MemberId(Long.parseUnsignedLong(text, HEX));
    }

    /** Hexadecimal without leading zeros. */
    @Override
    public String toString() {
        return Long.toHexString(value);
    }

    /** Compares as unsigned numbers. */
    @Override
    public int compareTo(MemberId other) {
        return Long.compareUnsigned(value, other.value);
    }
}
