package org.etcdrecovery.console.explorer.keys;

import java.util.OptionalLong;

/** A revision as people type it: with or without blanks and other signs between groups of digits. */
final class RevisionText {
    private static final int MOST_DIGITS = 18;

    private RevisionText() {}

    /** The number; empty if the text is something else. */
    static OptionalLong parse(String text) {
        String digits = text.replaceAll("[\\h,_.’']", "");
        return digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(digits));
    }
}
