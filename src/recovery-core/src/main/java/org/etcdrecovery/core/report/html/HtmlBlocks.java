package org.etcdrecovery.core.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.etcdrecovery.core.report.html.ReportVerdict.Tone;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** What the sections of a report are made of, each kind of block once. */
final class HtmlBlocks {
    private final Html html;

    HtmlBlocks(Html html) {
        this.html = html;
    }

    /**
     * What stands in a cell of a table.
     *
     * @param text the text
     * @param kind a class of the style sheet; empty for a sentence
     * @param tone of a state, which gets the sign of its tone; null for anything else
     */
    record Cell(String text, String kind, @Nullable Tone tone) {
        static Cell text(String text) {
            return new Cell(Shown.text(text), "", null);
        }

        /** The name of the row, such as that of a member. */
        static Cell name(String text) {
            return new Cell(Shown.text(text), "name", null);
        }

        /** The one sentence of a row that is read first. */
        static Cell lead(String text) {
            return new Cell(Shown.text(text), "lead", null);
        }

        /** What machines use: an ID, a URL, a path. Several stand below each other. */
        static Cell code(String text) {
            return new Cell(Shown.text(text), "code", null);
        }

        static Cell code(List<String> texts) {
            return new Cell(texts.stream().map(Shown::text).collect(Collectors.joining("\n")), "code", null);
        }

        static Cell state(Tone tone, String word) {
            return new Cell(word, "state", tone);
        }
    }

    /**
     * A line of a list of names and values.
     *
     * @param name  what it is
     * @param value what is known of it
     * @param kind  a class of the style sheet; empty for words and numbers
     */
    record Line(String name, String value, String kind) {
        static Line text(String name, String value) {
            return new Line(name, value, "");
        }

        /** What machines use: an ID, a hash, a path. */
        static Line code(String name, String value) {
            return new Line(name, value, "code");
        }
    }

    /** A part of the report that can be linked to. */
    void section(String id, String title, Runnable content) {
        html.line();
        html.in("section", () -> {
            html.element("h2", title, "id", id + "-title");
            content.run();
        }, "id", id, "aria-labelledby", id + "-title");
    }

    void heading(String title) {
        html.element("h3", title);
    }

    void paragraph(String text) {
        html.element("p", text);
    }

    void list(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(title);
            sentences(sentences);
        }
    }

    void sentences(List<String> sentences) {
        html.in("ul", () -> sentences.forEach(sentence -> html.element("li", sentence)));
    }

    /** Names and values; a value without anything in it is left out. */
    void lines(List<Line> lines) {
        html.in("dl", () -> lines.stream().filter(line -> !line.value().isEmpty()).forEach(line -> {
            html.line();
            html.in("div", () -> {
                html.element("dt", line.name());
                html.element("dd", line.value(), kind(line.kind()));
            });
        }));
    }

    private static String[] kind(String kind) {
        return kind.isEmpty() ? new String[0] : new String[]{"class", kind};
    }

    /** A table; the first cell of each row names the row. Columns in which nothing stands are left out. */
    void table(String caption, List<String> headers, List<List<Cell>> rows) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < headers.size(); column++) {
            int index = column;
            if (rows.stream().anyMatch(row -> !row.get(index).text().isEmpty())) {
                columns.add(column);
            }
        }
        html.line();
        html.in("div", () -> html.in("table", () -> {
            html.element("caption", caption);
            html.in("thead", () -> html.in("tr",
                    () -> columns.forEach(column -> html.element("th", headers.get(column), "scope", "col"))));
            html.in("tbody", () -> rows.forEach(row -> {
                html.line();
                html.in("tr", () -> columns.forEach(column -> cell(row.get(column), column == 0)));
            }));
        }), "class", "wide", "tabindex", "0", "role", "region", "aria-label", caption);
    }

    private void cell(Cell cell, boolean first) {
        @Nullable
        Tone tone = cell.tone();
        Runnable content = tone == null ? () -> html.lines(cell.text()) : () -> pill(tone, cell.text());
        List<String> attributes = new ArrayList<>(List.of(kind(cell.kind())));
        if (first) {
            attributes.addAll(List.of("scope", "row"));
        }
        html.in(first ? "th" : "td", content, attributes.toArray(String[]::new));
    }

    /** A word with its sign; colour only adds to both. */
    void pill(Tone tone, String word) {
        html.in("span", () -> {
            sign(tone);
            html.text(" " + word);
        }, "class", "pill " + name(tone));
    }

    void sign(Tone tone) {
        html.element("span", tone.sign(), "class", "sign", "aria-hidden", "true");
    }

    /** Something to paste, as it is. */
    void command(String text) {
        html.in("pre", () -> html.in("code", () -> html.lines(text)), "tabindex", "0");
    }

    static String name(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
