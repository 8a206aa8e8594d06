package org.etcdrecovery.core.contents.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Chooses how a string is written, as go.yaml.in/yaml/v2 does. */
final class YamlScalar {
    /** How a string is written. */
    enum Style {
        PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL
    }

    private static final int LONGEST_SIMPLE_KEY = 128;
    private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

    private final String text;
    private final boolean multiline;
    private final boolean special;
    private final boolean spaceBeforeBreak;
    private final boolean spaceAfterBreak;

    YamlScalar(String text) {
        this.text = text;
        this.multiline = text.codePoints().anyMatch(YamlScalar::isBreak);
        this.special = !text.codePoints().allMatch(YamlScalar::isPrinted);
        boolean before = false;
        boolean after = false;
        for (int i = 1; i < text.length(); i++) {
            before |= text.charAt(i - 1) == ' ' && isBreak(text.charAt(i));
            after |= isBreak(text.charAt(i - 1)) && text.charAt(i) == ' ';
        }
        this.spaceBeforeBreak = before;
        this.spaceAfterBreak = after;
    }

    /** Whether a key may be written without a question mark before it. */
    boolean isSimpleKey() {
        return !multiline && text.getBytes(UTF_8).length <= LONGEST_SIMPLE_KEY;
    }

    /** The style of a value, or of a key that is not simple. */
    Style style() {
        if (text.indexOf('\n') >= 0) {
            return special || spaceBeforeBreak || text.endsWith(" ") ? Style.DOUBLE_QUOTED : Style.LITERAL;
        }
        if (special || YamlWords.isTaken(text) || spaceBeforeBreak || spaceAfterBreak) {
            return Style.DOUBLE_QUOTED;
        }
        return multiline || needsQuotes() ? Style.SINGLE_QUOTED : Style.PLAIN;
    }

    /** The digit after the sign of a literal, if its first line begins with a blank, and what becomes of its last breaks. */
    String literalHints() {
        String indent = text.startsWith(" ") || isBreak(text.charAt(0)) ? "2" : "";
        int last = text.length() - 1;
        if (!isBreak(text.charAt(last))) {
            return indent + "-";
        }
        return last == 0 || isBreak(text.charAt(last - 1)) ? indent + "+" : indent;
    }

    private boolean needsQuotes() {
        if (text.startsWith(" ") || text.endsWith(" ") || text.startsWith("---") || text.startsWith("...")) {
            return true;
        }
        char first = text.charAt(0);
        return INDICATORS.indexOf(first) >= 0 || ("?:-".indexOf(first) >= 0 && endsOrBlankAt(1))
                || hasMarkInside();
    }

    /** Whether a colon before a blank or a number sign after one would end the string. */
    private boolean hasMarkInside() {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == ':' && endsOrBlankAt(i + 1)) || (c == '#' && text.charAt(i - 1) == ' ')) {
                return true;
            }
        }
        return false;
    }

    private boolean endsOrBlankAt(int at) {
        return at >= text.length() || text.charAt(at) == ' ';
    }

    /** The line breaks of YAML 1.1. */
    static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** What is written without an escape. */
    static boolean isPrinted(int c) {
        return c == '\n' || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xD800)
                || (c >= 0xE000 && c < 0xFFFE && c != 0xFEFF);
    }
}
