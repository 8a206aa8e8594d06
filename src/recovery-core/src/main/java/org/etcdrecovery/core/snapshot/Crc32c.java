package org.etcdrecovery.core.snapshot;

import java.util.function.IntUnaryOperator;

/**
 * The operations on a CRC-32C (Castagnoli) that the far faster {@link java.util.zip.CRC32C} lacks: continuing from a
 * known value, as Go's {@code crc32.Update} does, and combining two checksums.
 */
public final class Crc32c {
    private static final int REVERSED_POLYNOMIAL = 0x82F63B78;

    private Crc32c() {}

    /**
     * Continues a checksum with more bytes. Works bit by bit, because only a few bytes ever extend a known checksum.
     *
     * @param crc   the checksum so far; 0 for no bytes
     * @param bytes the bytes that follow
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
     * The checksum of two pieces in a row.
     *
     * @param first  the checksum of the first piece
     * @param second the checksum of the second piece
     * @param length the length of the second piece in bytes
     */
    public static int concat(int first, int second, long length) {
        int shifted = first;
        for (long rest = length; rest != 0; rest &= rest - 1) {
            shifted = Zeros.append(Long.numberOfTrailingZeros(rest), shifted);
        }
        return shifted ^ second;
    }

    /**
     * The effect of appended zero bytes on a checksum without its conditioning: a linear map of its bits that depends
     * only on their number. There is a table for each power of two, where zlib's {@code crc32_combine} has a matrix.
     */
    private static final class Zeros {
        /** Enough for a file of 16 TiB. */
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

        /** Appends 2<sup>power</sup> zero bytes. */
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

        /** The map for each value of each byte of a checksum; since it is linear, that of its bits added up. */
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
