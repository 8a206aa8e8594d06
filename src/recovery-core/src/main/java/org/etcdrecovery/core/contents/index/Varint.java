package org.etcdrecovery.core.contents.index;

/** Numbers from 0 on in 1 to 5 bytes, seven bits each, the lowest first. */
final class Varint {
    static final int LONGEST = 5;

    private Varint() {}

    /** Writes a number and returns where it ends. */
    static int put(byte[] target, int at, int number) {
        int next = at;
        int rest = number;
        while (rest >= 0x80) {
            target[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[next++] = (byte) rest;
        return next;
    }

    static int get(byte[] source, int at) {
        int number = source[at] & 0x7F;
        for (int next = at, shift = 7; source[next] < 0; shift += 7) {
            next++;
            number |= (source[next] & 0x7F) << shift;
        }
        return number;
    }

    /** How many bytes a number takes. */
    static int length(int number) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + 6) / 7);
    }
}
