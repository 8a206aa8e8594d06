package org.etcdrecovery.console.step.safety;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers as people type them. */
final class Amounts {
    private static final String GROUP = "[ \\u00a0\\u2009\\u202f_,.'\\u2019]";
    /** Marks only where they set groups of three apart: 1.5 is no fifteen. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|\\d{1,3}(?:" + GROUP + "\\d{3})+");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Amounts() {}

    /** The number in a text; empty when it is none. One that is too large counts as the largest, for a plan to refuse. */
    static OptionalLong parse(String text) {
        String bare = text.strip();
        return NUMBER.matcher(bare).matches()
                ? OptionalLong.of(new BigInteger(bare.replaceAll(GROUP, "")).min(LARGEST).longValueExact())
                : OptionalLong.empty();
    }
}
