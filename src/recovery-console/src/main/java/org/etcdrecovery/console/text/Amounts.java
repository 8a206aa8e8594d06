package org.etcdrecovery.console.text;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers as people type them. */
public final class Amounts {
    private static final String GROUP = "[ \\u00a0\\u2009\\u202f_,.'\\u2019]";
    /** Separators are accepted only between groups of three digits: 1.5 does not mean fifteen. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|\\d{1,3}(?:" + GROUP + "\\d{3})+");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Amounts() {}

    /**
     * Parses a number; empty if the text is not one. A number too large for a {@code long} becomes the largest, for the
     * plan to refuse.
     */
    public static OptionalLong parse(String text) {
        String bare = text.strip();
        return NUMBER.matcher(bare).matches()
                ? OptionalLong.of(new BigInteger(bare.replaceAll(GROUP, "")).min(LARGEST).longValueExact())
                : OptionalLong.empty();
    }
}
