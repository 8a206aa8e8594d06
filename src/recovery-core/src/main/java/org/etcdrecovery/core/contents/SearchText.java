package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes to look for, found as Horspool's algorithm does: most of a long value is skipped. */
public final class SearchText {
    private static final int CASE = 'a' - 'A';

    private final byte[] wanted;
    private final boolean ignoresCase;
    private final int[] skips = new int[256];

    private SearchText(byte[] wanted, boolean ignoresCase) {
        if (wanted.length == 0) {
            throw new IllegalArgumentException("nothing to look for");
        }
        this.wanted = wanted.clone();
        this.ignoresCase = ignoresCase;
        Arrays.fill(skips, wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            this.wanted[i] = folded(wanted[i]);
        }
        for (int i = 0; i < wanted.length - 1; i++) {
            skips[this.wanted[i] & 0xFF] = wanted.length - 1 - i;
        }
    }

    /**
     * Looks for a text as UTF-8.
     *
     * @param ignoresCase whether A to Z equal a to z
     * @throws IllegalArgumentException if it is empty
     */
    public static SearchText of(String text, boolean ignoresCase) {
        return new SearchText(text.getBytes(UTF_8), ignoresCase);
    }

    /**
     * Looks for bytes.
     *
     * @param hex pairs of hexadecimal digits, which spaces and colons may separate
     * @throws IllegalArgumentException if it is something else, or empty
     */
    public static SearchText ofHex(String hex) {
        return new SearchText(HexFormat.of().parseHex(hex.replaceAll("[ :]", "")), false);
    }

    /** The number of bytes to look for. */
    public int length() {
        return wanted.length;
    }

    /** The first place of the bytes, counted from the start; -1 if they are not there. */
    int find(ByteBuffer buffer, int start, int length) {
        int last = wanted.length - 1;
        int at = 0;
        while (at <= length - wanted.length) {
            byte end = folded(buffer.get(start + at + last));
            if (end == wanted[last] && matchesAt(buffer, start + at)) {
                return at;
            }
            at += skips[end & 0xFF];
        }
        return -1;
    }

    private boolean matchesAt(ByteBuffer buffer, int start) {
        for (int i = 0; i < wanted.length; i++) {
            if (folded(buffer.get(start + i)) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private byte folded(byte each) {
        return ignoresCase && each >= 'A' && each <= 'Z' ? (byte) (each + CASE) : each;
    }
}
