package org.etcdrecovery.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
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
            return new Cell(text, "", null);
        }

        /** A name that machines use: an ID, a URL, a path. Several stand below each other. */
        static Cell code(String text) {
            return new Cell(text, "code", null);
        }

        static Cell code(List<String> texts) {
            return code(String.join("\n", texts));
        }

        static Cell state(Tone tone, String word) {
            return new Cell(word, "state", tone);
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
    void facts(List<Fact> facts) {
        html.in("dl", () -> facts.stream().filter(fact -> !fact.value().isEmpty()).forEach(fact -> {
            html.line();
            html.in("div", () -> {
                html.element("dt", fact.name());
                html.element("dd", fact.value());
            });
        }));
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
        Runnable content = tone == null ? () -> html.text(cell.text()) : () -> pill(tone, cell.text());
        List<String> attributes = new ArrayList<>();
        if (!cell.kind().isEmpty()) {
            attributes.addAll(List.of("class", cell.kind()));
        }
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
        html.in("pre", () -> html.element("code", text), "tabindex", "0");
    }

    static String name(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
