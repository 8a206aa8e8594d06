package org.etcdrecovery.bench.corpus;

import java.nio.charset.StandardCharsets;

/** Random text that compresses, but not to nothing. */
final class RandomText {
    private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-./:\"{},_ ="
            .getBytes(StandardCharsets.US_ASCII);
    /** The letters that Kubernetes builds names from. There are no vowels, so that no name is a word. */
    private static final String NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int BLOCK_LENGTH = 2 << 20;

    private RandomText() {}

    /** Returns a block of text that is long enough to cut any value from. */
    static byte[] block(String seed) {
        SeededRandom random = new SeededRandom(seed);
        byte[] block = new byte[BLOCK_LENGTH];
        for (int i = 0; i < block.length; i++) {
            block[i] = ALPHABET[random.below(ALPHABET.length)];
        }
        return block;
    }

    /** Encodes a number in letters, as in the suffix of a pod's name. */
    static String suffix(long number, int length) {
        StringBuilder suffix = new StringBuilder(length);
        long rest = SeededRandom.mix(number) >>> 1;
        for (int i = 0; i < length; i++) {
            suffix.append(NAME_ALPHABET.charAt((int) (rest % NAME_ALPHABET.length())));
            rest /= NAME_ALPHABET.length();
        }
        return suffix.toString();
    }
}
