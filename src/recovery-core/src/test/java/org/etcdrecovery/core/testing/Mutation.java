package org.etcdrecovery.core.testing;

import java.util.Arrays;
import java.util.Random;

/** Mutates valid bytes. */
public final class Mutation {
    private static final int CHANGES = 4;

    private Mutation() {}

    /**
     * A copy with one to four changes: flipped bits, random bytes, and parts that are cut off, doubled, removed or made
     * up.
     */
    public static byte[] of(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int i = random.nextInt(CHANGES); i >= 0; i--) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[]{(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(16, bytes.length - at) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
                yield bytes;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> joined(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            case 4 -> joined(bytes, at, at + length, new byte[0]);
            default -> {
                byte[] madeUp = new byte[length];
                random.nextBytes(madeUp);
                yield joined(bytes, at, at, madeUp);
            }
        };
    }

    /** The bytes before {@code end}, then {@code between}, then the bytes from {@code begin} on. */
    private static byte[] joined(byte[] bytes, int end, int begin, byte[] between) {
        byte[] joined = Arrays.copyOf(bytes, end + between.length + bytes.length - begin);
        System.arraycopy(between, 0, joined, end, between.length);
        System.arraycopy(bytes, begin, joined, end + between.length, bytes.length - begin);
        return joined;
    }
}
