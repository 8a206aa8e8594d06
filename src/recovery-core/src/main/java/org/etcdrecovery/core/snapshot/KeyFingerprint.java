package org.etcdrecovery.core.snapshot;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Identifies a key by 95 bits, under a random seed. Any two of three million keys share a fingerprint with a probability
 * of 10<sup>-16</sup>, and the seed keeps an attacker from preparing a file in which they do. An instance is reused for
 * one key after another.
 */
final class KeyFingerprint {
    private final long seed = new Random().nextLong();
    private long high;
    private int low;

    /** The first 64 bits of the fingerprint. */
    long high() {
        return high;
    }

    /** The other 31 bits, above a lowest bit that is always set. */
    int low() {
        return low;
    }

    /** Computes the fingerprint of a key in a little-endian buffer: folds 128-bit products, as wyhash does, in two lanes. */
    void take(ByteBuffer buffer, int start, int length) {
        long a = seed ^ length;
        long b = Long.rotateLeft(seed, 32) + length;
        int at = start;
        int end = start + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = buffer.getLong(at);
            a = fold(a ^ word, 0xA0761D6478BD642FL);
            b = fold(b ^ word, 0xE7037ED1A0B428DBL);
        }
        // Begins with a mark, so that NUL bytes count.
        long rest = 1;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | (buffer.get(at) & 0xFF);
        }
        a = fold(a ^ rest, 0x8EBC6AF09C88C6E3L);
        b = fold(b ^ rest, 0x589965CC75374CC3L);
        high = fold(a ^ seed, 0x1D8E4E27C47D124FL);
        // The lowest bit is always set, because a table takes an all-zero slot for a free one.
        low = (int) (fold(b ^ seed, 0xEB44ACCAB455D165L) >>> Integer.SIZE) | 1;
    }

    private static long fold(long value, long factor) {
        return value * factor ^ Math.unsignedMultiplyHigh(value, factor);
    }
}
