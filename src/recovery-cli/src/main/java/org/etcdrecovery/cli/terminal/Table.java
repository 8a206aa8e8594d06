package org.etcdrecovery.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A table as etcd's tools draw it: headings centred, everything else right-aligned. Source: olekukonko/tablewriter
 * 0.0.x in etcd up to 3.6, 1.x in 3.7.
 */
public final class Table {
    /** The characters of the borders. */
    public enum Frame {
        /** {@code +---+}, up to etcd 3.6. */
        ASCII("+++", "+++", "+++", '-', '|'),
        /** {@code ┌───┐}, from etcd 3.7 on. */
        BOX("┌┬┐", "├┼┤", "└┴┘", '─', '│');

        private final String top;
        private final String middle;
        private final String bottom;
        private final char horizontal;
        private final char vertical;

        Frame(String top, String middle, String bottom, char horizontal, char vertical) {
            this.top = top;
            this.middle = middle;
            this.bottom = bottom;
            this.horizontal = horizontal;
            this.vertical = vertical;
        }
    }

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a table without rows. */
    public Table(List<String> headings) {
        this.headings = List.copyOf(headings);
    }

    /** Adds a row with one cell per heading. */
    public Table row(List<String> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException(cells.size() + " cells below " + headings.size() + " headings");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The lines of the table, each with a line feed. */
    public String draw(Frame frame) {
        List<Integer> widths = widths();
        StringBuilder text = new StringBuilder();
        appendRule(text, frame, frame.top, widths);
        appendCells(text, frame, widths, centred(widths));
        appendRule(text, frame, frame.middle, widths);
        for (List<String> row : rows) {
            appendCells(text, frame, widths, right(row, widths));
        }
        appendRule(text, frame, frame.bottom, widths);
        return text.toString();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            int width = headings.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(column).length());
            }
            widths.add(width);
        }
        return widths;
    }

    private List<String> centred(List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.size(); column++) {
            String heading = headings.get(column);
            int gap = widths.get(column) - heading.length();
            cells.add(" ".repeat(gap / 2) + heading + " ".repeat(gap - gap / 2));
        }
        return cells;
    }

    private static List<String> right(List<String> row, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.size(); column++) {
            cells.add(" ".repeat(widths.get(column) - row.get(column).length()) + row.get(column));
        }
        return cells;
    }

    private static void appendRule(StringBuilder text, Frame frame, String corners, List<Integer> widths) {
        StringJoiner rule = new StringJoiner(corners.substring(1, 2), corners.substring(0, 1),
                corners.substring(2) + "\n");
        widths.forEach(width -> rule.add(String.valueOf(frame.horizontal).repeat(width + 2)));
        text.append(rule);
    }

    private static void appendCells(StringBuilder text, Frame frame, List<Integer> widths, List<String> cells) {
        text.append(frame.vertical);
        for (int column = 0; column < widths.size(); column++) {
            text.append(' ').append(cells.get(column)).append(' ').append(frame.vertical);
        }
        text.append('\n');
    }
}
