package org.etcdrecovery.console.widget;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Shown;

/**
 * Formats a table as text to paste, with tabs between its cells, or as CSV. Values from a cluster may be malicious: a spreadsheet
 * treats a cell that begins with {@code = + - @} as a formula. Such a cell is prefixed with an apostrophe, which makes
 * spreadsheets treat it as text. Numbers stay numbers.
 */
public final class CopiedTable {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?");
    /** What spreadsheets skip before they look for such a sign: blanks of all kinds, and their own quotes. */
    private static final Pattern FORMULA = Pattern.compile("[\\p{Z}\\s\"']*[=+\\-@＝＋－＠].*", Pattern.DOTALL);

    private CopiedTable() {}

    /** Formats rows, each ended by a line feed. Cells contain no line feeds and no tabs. */
    public static String of(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(CopiedTable::cell).collect(Collectors.joining("\t")) + "\n")
                .collect(Collectors.joining());
    }

    /** Formats rows as CSV (RFC 4180), each ended by a line feed. */
    public static String csv(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(text -> "\"" + cell(text).replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        boolean runs = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        // Escape first and then add the apostrophe, so that no tab or line feed hides a sign.
        return (runs ? "'" : "") + Shown.text(text);
    }
}
