package org.etcdrecovery.console.explorer.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines of two texts side by side, with what differs marked. Not for the FX thread: long texts take a while.
 *
 * @param rows the rows
 */
public record Difference(List<Row> rows) {
    /** What is compared within a line: words, blanks, and each other sign by itself. */
    private static final Pattern WORDS = Pattern.compile("(?<=\\W)|(?=\\W)");
    /** The words of longer lines are not compared: that would take too long. */
    private static final int LONGEST_LINE = 2_000;

    /** Copies the rows. */
    public Difference {
        rows = List.copyOf(rows);
    }

    /** How the two sides of a row relate. */
    public enum Kind {
        /** The same on both sides. */
        SAME,
        /** Different. */
        CHANGED,
        /** Only on the left. */
        LEFT,
        /** Only on the right. */
        RIGHT
    }

    /**
     * A part of a line.
     *
     * @param text   its text
     * @param marked whether the other side does not have it
     */
    public record Part(String text, boolean marked) {}

    /**
     * A row.
     *
     * @param left  the line on the left; without parts if only the right has the line
     * @param right the line on the right; without parts if only the left has the line
     */
    public record Row(Kind kind, List<Part> left, List<Part> right) {
        /** Copies the parts. */
        public Row {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /** Compares two texts. */
    public static Difference of(String left, String right) {
        List<Row> rows = new ArrayList<>();
        blocks(left.lines().toList(), right.lines().toList()).forEach(block -> add(rows, block));
        return new Difference(rows);
    }

    /** Lines or words in a row that both sides have, or what each side has instead of the other's. */
    private record Block(boolean same, List<String> left, List<String> right) {}

    private static List<Block> blocks(List<String> left, List<String> right) {
        List<Block> blocks = new ArrayList<>();
        // The usual algorithm of the library takes memory in the square of the differences. This one reports a change as
        // a deletion and an insertion.
        for (AbstractDelta<String> delta : DiffUtils.diff(left, right, new MyersDiffWithLinearSpace<>(), null, true)
                .getDeltas()) {
            boolean same = delta.getType() == DeltaType.EQUAL;
            if (same || blocks.isEmpty() || blocks.getLast().same()) {
                blocks.add(new Block(same, new ArrayList<>(), new ArrayList<>()));
            }
            blocks.getLast().left().addAll(delta.getSource().getLines());
            blocks.getLast().right().addAll(delta.getTarget().getLines());
        }
        return blocks;
    }

    /** The number of rows that differ. */
    public long changes() {
        return rows.stream().filter(row -> row.kind() != Kind.SAME).count();
    }

    private static void add(List<Row> rows, Block block) {
        List<String> left = block.left();
        List<String> right = block.right();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            if (i >= right.size()) {
                rows.add(new Row(Kind.LEFT, List.of(new Part(left.get(i), true)), List.of()));
            } else if (i >= left.size()) {
                rows.add(new Row(Kind.RIGHT, List.of(), List.of(new Part(right.get(i), true))));
            } else if (block.same()) {
                List<Part> whole = List.of(new Part(left.get(i), false));
                rows.add(new Row(Kind.SAME, whole, whole));
            } else {
                rows.add(changed(left.get(i), right.get(i)));
            }
        }
    }

    private static Row changed(String left, String right) {
        if (left.length() > LONGEST_LINE || right.length() > LONGEST_LINE) {
            return ofLongLines(left, right);
        }
        List<Part> before = new ArrayList<>();
        List<Part> after = new ArrayList<>();
        for (Block block : blocks(words(left), words(right))) {
            add(before, block.left(), !block.same());
            add(after, block.right(), !block.same());
        }
        return new Row(Kind.CHANGED, before, after);
    }

    /** Of long lines, what comes before and after all that differs. */
    private static Row ofLongLines(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        int begin = 0;
        while (begin < shorter && left.charAt(begin) == right.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin
                && left.charAt(left.length() - 1 - end) == right.charAt(right.length() - 1 - end)) {
            end++;
        }
        return new Row(Kind.CHANGED, parts(left, begin, left.length() - end),
                parts(right, begin, right.length() - end));
    }

    private static List<Part> parts(String line, int begin, int end) {
        return Stream.of(new Part(line.substring(0, begin), false), new Part(line.substring(begin, end), true),
                new Part(line.substring(end), false)).filter(part -> !part.text().isEmpty()).toList();
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(WORDS.split(line));
    }

    private static void add(List<Part> parts, List<String> words, boolean marked) {
        if (!words.isEmpty()) {
            parts.add(new Part(String.join("", words), marked));
        }
    }
}
