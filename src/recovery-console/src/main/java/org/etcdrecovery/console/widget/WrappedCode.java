package org.etcdrecovery.console.widget;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks code into lines that fit. A line is broken between words. Only a word that is longer than a line is broken
 * itself, after a character that separates its parts, if it has one. The pieces of a line, joined, are the line.
 */
final class WrappedCode {
    /** A part of a line of code; {@code continued} if it is not the first. */
    record Piece(String text, boolean continued) {}

    /** How much further than its line a continuation is indented, its mark included. */
    static final int HANG = 4;
    /** Below this width no indentation leaves enough space for text. */
    private static final int NARROWEST = 16;
    /** Not the colon: what follows it, such as a port, belongs to what precedes it. */
    private static final String SEPARATORS = "/=&?";

    private WrappedCode() {}

    /**
     * @param code    the code
     * @param columns how many characters fit on a line
     */
    static List<Piece> of(String code, int columns) {
        List<Piece> pieces = new ArrayList<>();
        code.lines().forEach(line -> wrap(line, Math.max(columns, NARROWEST), pieces));
        return List.copyOf(pieces);
    }

    /** How far the continuations of a line are indented. */
    static int indent(String line) {
        int blanks = line.length() - line.stripLeading().length();
        return Math.min(blanks, NARROWEST / 2 - HANG) + HANG;
    }

    private static void wrap(String line, int columns, List<Piece> pieces) {
        int from = 0;
        while (true) {
            int fits = from == 0 ? columns : columns - indent(line);
            if (line.length() - from <= fits) {
                pieces.add(new Piece(line.substring(from), from > 0));
                return;
            }
            int end = end(line, from, from + fits);
            pieces.add(new Piece(line.substring(from, end), from > 0));
            from = end;
        }
    }

    /**
     * Where to break: after the last blank that fits, else after the last comma, else after another separator, else where
     * the space ends. A backslash that continues the command is not left alone if a word, or a part of one, can go with
     * it.
     */
    private static int end(String line, int from, int limit) {
        int first = from;
        while (first < limit && line.charAt(first) == ' ') {
            first++;
        }
        // A blank at the end of a line takes no space.
        int blank = line.lastIndexOf(' ', limit);
        boolean leavesBackslash = blank > first && line.substring(blank + 1).equals("\\");
        if (blank > first && !leavesBackslash) {
            return blank + 1;
        }
        int earlier = leavesBackslash ? line.lastIndexOf(' ', blank - 1) : -1;
        if (earlier > first) {
            return earlier + 1;
        }
        // Before a blank, a part must remain to go with the backslash.
        int last = leavesBackslash ? blank - 2 : limit - 1;
        int comma = line.lastIndexOf(',', last);
        if (comma > first) {
            return comma + 1;
        }
        for (int at = last; at > first; at--) {
            if (SEPARATORS.indexOf(line.charAt(at)) >= 0) {
                return at + 1;
            }
        }
        if (leavesBackslash) {
            return blank + 1;
        }
        return Character.isLowSurrogate(line.charAt(limit)) ? limit - 1 : limit;
    }
}
