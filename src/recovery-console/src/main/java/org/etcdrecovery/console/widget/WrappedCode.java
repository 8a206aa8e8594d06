package org.etcdrecovery.console.widget;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks code into lines that fit. A line is broken between words. Only a word that is longer than a line is broken
 * itself, after a character that separates its parts, if it has one. The pieces of a line, joined, are the line.
 */
final class WrappedCode {
    /** How a piece follows the one before. */
    enum Joint {
        /** It begins a line of the code. */
        LINE,
        /** A blank is between them. */
        BLANK,
        /** They are parts of one word. */
        WORD
    }

    /** A part of a line of code. */
    record Piece(String text, Joint joint) {}

    /** How much further than its line a continuation is indented, its mark included. */
    static final int HANG = 4;
    /** Below this width no indentation leaves enough space for text. */
    private static final int NARROWEST = 16;
    /** Characters after which a word is best broken, the better ones first: a port belongs to its host. */
    private static final List<String> STRONG = List.of(",", "/=&?");
    /** Within a name, which is broken only if it does not fit on a line of its own. */
    private static final List<String> WEAK = List.of("-_@");
    /** Which part of the space must be used for that, or the pieces become too many. */
    private static final int PART = 2;
    /** Where to break a word if that would leave too much space: its pieces should still be parts that mean something. */
    private static final List<String> ALL_SEPARATORS = List.of(",/=&?", ":.", "-_@");

    private WrappedCode() {}

    /**
     * @param code    the code
     * @param columns how many characters fit on a line; a piece whose word goes on leaves one of them free, for a mark
     */
    static List<Piece> of(String code, int columns) {
        List<Piece> pieces = new ArrayList<>();
        code.lines().forEach(line -> wrap(line, Math.max(columns, NARROWEST), pieces));
        if (code.isEmpty()) {
            pieces.add(new Piece("", Joint.LINE));
        }
        return List.copyOf(pieces);
    }

    /** How far the continuations of a line are indented. */
    static int indent(String line) {
        int blanks = line.length() - line.stripLeading().length();
        return Math.min(blanks, NARROWEST / 2 - HANG) + HANG;
    }

    private static void wrap(String line, int columns, List<Piece> pieces) {
        int from = 0;
        Joint joint = Joint.LINE;
        while (true) {
            int fits = from == 0 ? columns : columns - indent(line);
            if (line.length() - from <= fits) {
                pieces.add(new Piece(line.substring(from), joint));
                return;
            }
            int end = end(line, from, from + fits, columns - indent(line));
            pieces.add(new Piece(line.substring(from, end), joint));
            joint = line.charAt(end - 1) == ' ' ? Joint.BLANK : Joint.WORD;
            from = end;
        }
    }

    /**
     * Where to break: after the last blank that fits, or the one before if only a backslash would follow, or if an option
     * would lose its value. A word that does not fit is broken after a separator, else where the space ends. Neither a
     * backslash nor the dash of a list is left alone: a part of the word goes with it.
     */
    private static int end(String line, int from, int limit, int next) {
        int first = from;
        while (first < limit && line.charAt(first) == ' ') {
            first++;
        }
        // A blank at the end of a line takes no space.
        int blank = line.lastIndexOf(' ', limit);
        boolean leavesBackslash = line.substring(blank + 1).equals("\\");
        int earlier = line.lastIndexOf(' ', blank - 1);
        boolean isMark = blank > first && line.substring(first, blank).equals("-");
        if (blank > first && !isMark && !(leavesBackslash && earlier < first)) {
            boolean leavesOption = earlier > first && line.charAt(earlier + 1) == '-';
            return ((leavesBackslash || leavesOption) && earlier > first ? earlier : blank) + 1;
        }
        int last = (leavesBackslash ? blank : limit) - 2;
        int middle = first + (limit - first) / PART;
        int best = separator(line, STRONG, middle, last);
        if (best < 0) {
            int early = separator(line, STRONG, first + 1, last);
            best = early >= 0 && nameEnd(line, early + 1) - early <= next ? early : separator(line, WEAK, middle, last);
        }
        if (best < 0) {
            best = separator(line, ALL_SEPARATORS, first + 1, last);
        }
        if (best >= 0) {
            return best + 1;
        }
        int end = Math.min(last, limit - 2) + 1;
        return Character.isLowSurrogate(line.charAt(end)) ? end - 1 : end;
    }

    /** The last separator from {@code first} to {@code last}, of the first kind of which there is one; else -1. */
    private static int separator(String line, List<String> kinds, int first, int last) {
        for (String kind : kinds) {
            for (int at = last; at >= first; at--) {
                if (kind.indexOf(line.charAt(at)) >= 0 && !isOfScheme(line, at)) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** The end of a name, together with what separates it from the next. */
    private static int nameEnd(String line, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) != ' ' && ",/=&?".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return Math.min(end + 1, line.length());
    }

    /** Whether a character is one of those between a scheme and a host. */
    private static boolean isOfScheme(String line, int at) {
        return line.startsWith("://", at) || line.startsWith("://", at - 1) || line.startsWith("://", at - 2);
    }
}
