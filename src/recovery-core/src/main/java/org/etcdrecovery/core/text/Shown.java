package org.etcdrecovery.core.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Text that came from a file, a server or a host, as a person gets to see it: on one line, and without anything that
 * could act on what shows it or pass for something else. Whatever has no shape of its own is written as Go's
 * {@code %q} writes it ({@link Escapes}): control characters (C0, DEL, C1), line and paragraph separators, marks that
 * turn the direction of writing and all other format characters, private use, unassigned characters and lone
 * surrogates; beyond what Go escapes also letters and marks without a shape, and combining marks that follow
 * {@value #MOST_MARKS} others. Letters and blanks of all scripts stay as they are: this program groups digits by blanks
 * that do not break.
 *
 * <p>A backslash is left alone, so that paths look as they are typed and a text that was escaped before does not change
 * again. Two texts may therefore look alike; keys, which must not, are written by {@code GoQuote}.
 */
public final class Shown {
    /** Code points of a name that are shown. */
    static final int LONGEST_NAME = 120;
    /** Code points of a message that are shown: of an error of a server, or of what a file holds in place of a number. */
    static final int LONGEST_MESSAGE = 1000;
    /** More marks than any language sets on one letter. */
    private static final int MOST_MARKS = 4;

    private Shown() {}

    /** The whole text on one line. For sentences of this program with parts from outside, and for paths. */
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

    /** A text of several lines that this program has composed: its line feeds stay, everything else is shown. */
    public static String lines(String text) {
        return Arrays.stream(text.split("\n", -1)).map(Shown::text).collect(Collectors.joining("\n"));
    }

    /** A name, such as that of a member or a version: shortened when it is too long for one. */
    public static String name(String name) {
        return shortened(name, LONGEST_NAME);
    }

    /** A message, such as an error of a server: shortened when it is longer than a few sentences. */
    public static String message(String message) {
        return shortened(message, LONGEST_MESSAGE);
    }

    /** Whether a text is shown with an escape. What goes into a command, a unit or a manifest must not be. */
    public static boolean hasHidden(String text) {
        return !text(text).equals(text);
    }

    /** Whether a character is shown by its escape, wherever it stands. */
    public static boolean isHidden(int codePoint) {
        boolean blank = Character.getType(codePoint) == Character.SPACE_SEPARATOR;
        return !(Escapes.isPrint(codePoint) || blank) || isShapeless(codePoint);
    }

    private static String shortened(String text, int longest) {
        // Cut first: what is left out need not be looked at.
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
     * Letters, marks and symbols that Unicode calls default ignorable, or that are blank: fillers of Hangul, inherent
     * vowels of Khmer, selectors of variants beyond those of emoji, and the blank pattern of Braille.
     */
    private static boolean isShapeless(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> c >= 0xE0100 && c <= 0xE01EF;
        };
    }
}
