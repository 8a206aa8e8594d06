package org.etcdrecovery.core.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Makes text from a file, a server or a host safe to show to a person: on one line, and without anything that could
 * control the terminal or pass for something else. Invisible characters are escaped as in Go's {@code %q}
 * ({@link Escapes}): control characters (C0, DEL, C1), line and paragraph separators, marks that change the writing
 * direction and all other format characters, private use, unassigned characters and lone surrogates. Beyond what Go
 * escapes, so are invisible letters and marks, and combining marks that follow {@value #MOST_MARKS} others. Visible
 * letters and the spaces of all scripts are unchanged: this program groups digits with no-break spaces.
 *
 * <p>A backslash is unchanged, so that paths look as typed and an escaped text does not change again. Different texts may
 * therefore look the same; keys, which must not, are written by {@code GoQuote}.
 */
public final class Shown {
    /** How many code points of a name are shown. */
    static final int LONGEST_NAME = 120;
    /** How many code points of a message are shown, such as a server's error or what a file holds instead of a number. */
    static final int LONGEST_MESSAGE = 1000;
    /** More marks than any language puts on one letter. */
    private static final int MOST_MARKS = 4;

    private Shown() {}

    /** Escapes a whole text into one line. For sentences of this program with parts from outside, and for paths. */
    public static String text(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int[] marks = {0};
        text.codePoints().forEach(c -> {
            marks[0] = isMark(c) ? marks[0] + 1 : 0;
            if (isHidden(c) || marks[0] > MOST_MARKS) {
                Escapes.append(out, c);
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Escapes a text of several lines that this program composed: keeps its line feeds and escapes each line. */
    public static String lines(String text) {
        return Arrays.stream(text.split("\n", -1)).map(Shown::text).collect(Collectors.joining("\n"));
    }

    /** Escapes a name, such as that of a member or a version, and shortens it to {@value #LONGEST_NAME} code points. */
    public static String name(String name) {
        return shortened(name, LONGEST_NAME);
    }

    /** Escapes a message, such as a server's error, and shortens it to {@value #LONGEST_MESSAGE} code points. */
    public static String message(String message) {
        return shortened(message, LONGEST_MESSAGE);
    }

    /** Whether a text needs an escape. Text with one must not go into a command, a unit or a manifest. */
    public static boolean hasHidden(String text) {
        return !text(text).equals(text);
    }

    /** Whether a character is always escaped. */
    public static boolean isHidden(int codePoint) {
        boolean blank = Character.getType(codePoint) == Character.SPACE_SEPARATOR;
        return !(Escapes.isPrint(codePoint) || blank) || isShapeless(codePoint);
    }

    private static String shortened(String text, int longest) {
        // Shortens first, so that it need not escape what is left out.
        int count = text.codePointCount(0, text.length());
        if (count <= longest) {
            return text(text);
        }
        return text(text.substring(0, text.offsetByCodePoints(0, longest))) + "… (" + (count - longest)
                + " more characters)";
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /**
     * Letters, marks and symbols that Unicode calls default ignorable, or that are blank: Hangul fillers, Khmer inherent
     * vowels, variation selectors other than those of emoji, and the blank Braille pattern.
     */
    private static boolean isShapeless(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> c >= 0xE0100 && c <= 0xE01EF;
        };
    }
}
