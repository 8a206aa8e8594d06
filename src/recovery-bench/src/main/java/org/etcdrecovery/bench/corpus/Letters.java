package org.etcdrecovery.bench.corpus;

import java.nio.charset.StandardCharsets;

/** Meaningless text that does not compress to nothing. */
final class Letters {
    private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-./:\"{},_ ="
            .getBytes(StandardCharsets.US_ASCII);
    /** The letters that Kubernetes makes names of: no vowels, so that no name is a word. */
    private static final String NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int BLOCK_LENGTH = 2 << 20;

    private Letters() {}

    /** A block of text that is long enough to cut every value from it. */
    static byte[] block(String seed) {
        Chance chance = new Chance(seed);
        byte[] block = new byte[BLOCK_LENGTH];
        for (int i = 0; i < block.length; i++) {
            block[i] = ALPHABET[chance.below(ALPHABET.length)];
        }
        return block;
    }

    /** The letters that a number stands for, as at the end of the name of a pod. */
    static String suffix(long number, int length) {
        StringBuilder suffix = new StringBuilder(length);
        long rest = Chance.mix(number) >>> 1;
        for (int i = 0; i < length; i++) {
            suffix.append(NAME_ALPHABET.charAt((int) (rest % NAME_ALPHABET.length())));
            rest /= NAME_ALPHABET.length();
        }
        return suffix.toString();
    }
}
