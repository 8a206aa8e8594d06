package org.etcdrecovery.core.snapshot;

/**
 * CRC-32C (Castagnoli) that goes on from a value, as Go's {@code crc32.Update} does.
 * {@link java.util.zip.CRC32C} is far faster but can only start from nothing. This one works bit by bit and is meant
 * for the few bytes by which a known hash is extended.
 */
public final class Crc32c {
    private static final int REVERSED_POLYNOMIAL = 0x82F63B78;

    private Crc32c() {}

    /**
     * The checksum of what gave {@code crc} followed by more bytes.
     *
     * @param crc   the checksum so far; 0 for that of nothing
     * @param bytes what follows
     */
    public static int update(int crc, byte[] bytes) {
        int state = ~crc;
        for (byte b : bytes) {
            state ^= b & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                int overflow = -(state & 1);
                state = (state >>> 1) ^ (REVERSED_POLYNOMIAL & overflow);
            }
        }
        return ~state;
    }
}
