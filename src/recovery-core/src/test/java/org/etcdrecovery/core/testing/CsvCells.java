package org.etcdrecovery.core.testing;

import java.util.ArrayList;
import java.util.List;

/** A strict reader of comma-separated values as RFC 4180 has them. */
public final class CsvCells {
    private CsvCells() {}

    /** The rows; fails on what the RFC does not allow. */
    public static List<List<String>> read(String csv) {
        List<List<String>> rows = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            List<String> row = new ArrayList<>();
            while (true) {
                StringBuilder cell = new StringBuilder();
                if (csv.charAt(at) == '"') {
                    at = quoted(csv, at + 1, cell);
                } else {
                    for (; csv.charAt(at) != ',' && csv.charAt(at) != '\r'; at++) {
                        if (csv.charAt(at) == '"' || csv.charAt(at) == '\n') {
                            throw new AssertionError("a stray character at " + at + " of " + csv);
                        }
                        cell.append(csv.charAt(at));
                    }
                }
                row.add(cell.toString());
                if (csv.charAt(at) != ',') {
                    break;
                }
                at++;
            }
            if (!csv.startsWith("\r\n", at)) {
                throw new AssertionError("no end of line at " + at + " of " + csv);
            }
            at += 2;
            rows.add(row);
        }
        return rows;
    }

    private static int quoted(String csv, int from, StringBuilder cell) {
        int at = from;
        while (csv.charAt(at) != '"' || csv.startsWith("\"\"", at)) {
            cell.append(csv.charAt(at));
            at += csv.charAt(at) == '"' ? 2 : 1;
        }
        return at + 1;
    }
}
