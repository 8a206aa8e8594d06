package org.etcdrecovery.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.etcdrecovery.cli.terminal.Ink.Role;

/**
 * A table without a frame, for listings of any length: the first rows decide how wide the columns are, so that a long
 * listing begins at once and is never held in memory. Columns whose headings begin with {@value #RIGHT} are aligned to
 * the right. No line ends in blanks.
 */
public final class Columns {
    private static final String RIGHT = ">";
    private static final int FIRST_ROWS = 200;
    private static final int WIDEST = 60;
    private static final String GAP = "  ";

    private final Consumer<String> out;
    private final Ink ink;
    private final String[] headings;
    private final boolean[] right;
    private final int[] widths;
    private final List<String[]> first = new ArrayList<>();
    private boolean begun;

    /**
     * @param out      receives the lines
     * @param headings the headings
     */
    public Columns(Consumer<String> out, Ink ink, String... headings) {
        this.out = out;
        this.ink = ink;
        this.headings = Arrays.stream(headings)
                .map(heading -> heading.startsWith(RIGHT) ? heading.substring(1) : heading)
                .toArray(String[]::new);
        right = new boolean[headings.length];
        widths = new int[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(RIGHT);
            widths[i] = this.headings[i].length();
        }
    }

    /** The next row; its cells are escaped already. */
    public void row(Object... cells) {
        String[] row = Arrays.stream(cells).map(Object::toString).toArray(String[]::new);
        if (row.length != headings.length) {
            throw new IllegalArgumentException(row.length + " cells for " + headings.length + " columns");
        }
        if (begun) {
            out.accept(line(row));
            return;
        }
        for (int i = 0; i < row.length; i++) {
            widths[i] = Math.min(WIDEST, Math.max(widths[i], row[i].codePointCount(0, row[i].length())));
        }
        first.add(row);
        if (first.size() >= FIRST_ROWS) {
            begin();
        }
    }

    /** Ends the table; without rows, only the heading. */
    public void end() {
        if (!begun) {
            begin();
        }
    }

    private void begin() {
        begun = true;
        String heading = line(headings);
        out.accept(ink.mark(Role.STRONG, heading.substring(0, heading.length() - 1)) + "\n");
        first.forEach(row -> out.accept(line(row)));
        first.clear();
    }

    private String line(String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            int missing = Math.max(0, widths[i] - cells[i].codePointCount(0, cells[i].length()));
            line.append(i == 0 ? "" : GAP)
                    .append(right[i] ? " ".repeat(missing) : "")
                    .append(cells[i])
                    .append(right[i] ? "" : " ".repeat(missing));
        }
        return line.toString().stripTrailing() + "\n";
    }
}
