package org.etcdrecovery.core.packed;

/**
 * Recognises a database behind Go's LZW: codes of nine bits at first, the least significant bit first, the first of
 * which clears the table. Source: Go compress/lzw with LSB and literals of eight bits.
 */
final class GoLzw {
    private static final int CODE_BITS = 9;
    private static final int CLEAR = 256;
    private static final int END = 257;
    /** As many bytes as the head of a meta page: the page header and the magic number. */
    private static final int WANTED = 20;

    private GoLzw() {}

    /** Whether the bytes decode to the beginning of a bbolt file. */
    static boolean holdsDatabase(byte[] head) {
        byte[] decoded = new byte[WANTED];
        int length = 0;
        // Where in the output the string of each code from 258 on begins, and how long it is.
        int[] start = new int[WANTED + 1];
        int[] size = new int[WANTED + 1];
        int strings = 0;
        int previousStart = -1;
        int previousSize = 0;
        for (int i = 0; length < WANTED; i++) {
            int code = code(head, i);
            if (i == 0) {
                if (code != CLEAR) {
                    return false;
                }
                continue;
            }
            int at = length;
            if (previousStart >= 0) {
                // A new string: the previous one and the first byte of this one.
                start[strings] = previousStart;
                size[strings++] = previousSize + 1;
            }
            int known = code - END - 1;
            if (code < 0 || code == CLEAR || code == END || known >= strings) {
                return false;
            }
            int count = known < 0 ? 1 : size[known];
            for (int k = 0; k < count && length < WANTED; k++) {
                decoded[length++] = known < 0 ? (byte) code : decoded[start[known] + k];
            }
            previousStart = at;
            previousSize = count;
        }
        return DatabaseHead.isMeta(decoded, 0);
    }

    private static int code(byte[] bytes, int index) {
        int bit = index * CODE_BITS;
        int at = bit / Byte.SIZE;
        if (at + 1 >= bytes.length) {
            return -1;
        }
        return ((bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << Byte.SIZE) >> bit % Byte.SIZE & (1 << CODE_BITS) - 1;
    }
}
