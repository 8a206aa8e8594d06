package org.etcdrecovery.console.widget;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Shown;

/**
 * A table as text to paste, its cells set apart by tabs. What comes from a cluster may be made to be run: a spreadsheet
 * takes a cell that begins with {@code = + - @} for a formula, so such a cell gets an apostrophe in front, by which
 * spreadsheets know a text. Numbers stay numbers.
 */
public final class CopiedTable {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?");
    /** What spreadsheets skip before they look for a sign: blanks of all kinds, and their own quotes. */
    private static final Pattern FORMULA = Pattern.compile("[\\p{Z}\\s\"']*[=+\\-@＝＋－＠].*", Pattern.DOTALL);

    private CopiedTable() {}

    /** The rows, each ended; they hold no other line feeds and tabs than those between rows and cells. */
    public static String of(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(CopiedTable::cell).collect(Collectors.joining("\t")) + "\n")
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        boolean runs = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        // Escapes first and the apostrophe in front of them, so that no tab or line feed hides a sign.
        return (runs ? "'" : "") + Shown.text(text);
    }
}
