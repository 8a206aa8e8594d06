package org.etcdrecovery.core.snapshot;

import java.util.function.IntUnaryOperator;

/**
 * What {@link java.util.zip.CRC32C}, which is far faster but can only start from nothing, cannot do with a CRC-32C
 * (Castagnoli): go on from a known value, as Go's {@code crc32.Update} does, and put two together.
 */
public final class Crc32c {
    private static final int REVERSED_POLYNOMIAL = 0x82F63B78;

    private Crc32c() {}

    /**
     * The checksum of what gave {@code crc} followed by more bytes. Works bit by bit, for the few bytes by which a known
     * hash is extended.
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

    /**
     * The checksum of what gave {@code first} followed by what gave {@code second}.
     *
     * @param length the bytes that gave {@code second}
     */
    static int concat(int first, int second, long length) {
        int shifted = first;
        for (long rest = length; rest != 0; rest &= rest - 1) {
            shifted = Zeros.append(Long.numberOfTrailingZeros(rest), shifted);
        }
        return shifted ^ second;
    }

    /**
     * What zero bytes do to a checksum without its conditioning: a linear map of its bits, which depends on nothing but
     * their number. Kept as tables for each power of two, as zlib's {@code crc32_combine} does with matrices.
     */
    private static final class Zeros {
        /** More bytes than any file has. */
        private static final int POWERS = 44;
        private static final int LANE = 1 << Byte.SIZE;
        private static final int[][] TABLES = new int[POWERS][];

        static {
            TABLES[0] = table(Zeros::appendOne);
            for (int i = 1; i < POWERS; i++) {
                int half = i - 1;
                TABLES[i] = table(state -> append(half, append(half, state)));
            }
        }

        /** Appends as many zero bytes as a power of two says. */
        static int append(int power, int state) {
            int[] table = TABLES[power];
            return table[state & 0xFF]
                    ^ table[LANE + (state >>> Byte.SIZE & 0xFF)]
                    ^ table[2 * LANE + (state >>> (2 * Byte.SIZE) & 0xFF)]
                    ^ table[3 * LANE + (state >>> (3 * Byte.SIZE))];
        }

        private static int appendOne(int state) {
            int shifted = state;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                shifted = shifted >>> 1 ^ (REVERSED_POLYNOMIAL & -(shifted & 1));
            }
            return shifted;
        }

        /** The map of each value of each byte of a checksum; a value's is that of its bits together. */
        private static int[] table(IntUnaryOperator map) {
            int[] table = new int[Integer.BYTES * LANE];
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                int lane = bit / Byte.SIZE * LANE;
                int value = 1 << bit % Byte.SIZE;
                int mapped = map.applyAsInt(1 << bit);
                for (int lower = 0; lower < value; lower++) {
                    table[lane + value + lower] = table[lane + lower] ^ mapped;
                }
            }
            return table;
        }
    }
}
