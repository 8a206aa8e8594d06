package org.etcdrecovery.core.report.html;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import j2html.TagCreator;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.etcdrecovery.core.report.ReportVerdict.Tone;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** Appends the building blocks of a report to one element. */
final class HtmlBlocks {
    private final ContainerTag<?> parent;

    HtmlBlocks(ContainerTag<?> parent) {
        this.parent = parent;
    }

    /**
     * The content of a table cell.
     *
     * @param text the text
     * @param kind a CSS class; empty for a sentence
     * @param tone the tone of a state, shown with its sign; null for anything else
     */
    record Cell(String text, String kind, @Nullable Tone tone) {
        static Cell text(String text) {
            return new Cell(Shown.text(text), "", null);
        }

        /** The name of the row, such as a member's name. */
        static Cell name(String text) {
            return new Cell(Shown.text(text), "name", null);
        }

        /** The sentence to read first in a row. */
        static Cell lead(String text) {
            return new Cell(Shown.text(text), "lead", null);
        }

        /** Text for machines: an ID, a URL, a path. */
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
     * A name with its value.
     *
     * @param name  what it is
     * @param value what is known of it
     * @param kind  a CSS class; empty for words and numbers
     */
    record Line(String name, String value, String kind) {
        static Line text(String name, String value) {
            return new Line(name, value, "");
        }

        /** Text for machines: an ID, a hash, a path. */
        static Line code(String name, String value) {
            return new Line(name, value, "code");
        }
    }

    void heading(String title) {
        parent.with(h3(title));
    }

    void paragraph(String text) {
        parent.with(p(text));
    }

    void list(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            heading(title);
            sentences(sentences);
        }
    }

    void sentences(List<String> sentences) {
        parent.with(ul(each(sentences, sentence -> li(sentence))));
    }

    /** Names and values; empty values are left out. */
    void lines(List<Line> lines) {
        parent.with(dl(each(lines.stream()
                .filter(line -> !line.value().isEmpty())
                .map(line -> each(Html.line(),
                        div(dt(line.name()), dd(line.value()).withCondClass(!line.kind().isEmpty(), line.kind())))))));
    }

    /** A table whose first column names the rows. Empty columns are left out. */
    void table(String caption, List<String> headers, List<List<Cell>> rows) {
        List<Integer> columns = IntStream.range(0, headers.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).text().isEmpty()))
                .boxed()
                .toList();
        parent.with(Html.line(),
                div(TagCreator.table(caption(caption),
                        thead(tr(each(columns, column -> th(headers.get(column)).withScope("col")))),
                        tbody(each(rows.stream()
                                .map(row -> each(Html.line(),
                                        tr(each(columns, column -> cell(row.get(column), column == 0)))))))))
                        .withClass("wide")
                        .withTabindex(0)
                        .attr("role", "region")
                        .attr("aria-label", caption));
    }

    private static DomContent cell(Cell cell, boolean first) {
        DomContent content = cell.tone() == null ? Html.lines(cell.text()) : pill(cell.tone(), cell.text());
        return first
                ? th(content).withCondClass(!cell.kind().isEmpty(), cell.kind()).withScope("row")
                : td(content).withCondClass(!cell.kind().isEmpty(), cell.kind());
    }

    /** A word with its sign; colour is only an addition. */
    private static DomContent pill(Tone tone, String word) {
        return span(sign(tone), text(" " + word)).withClasses("pill", name(tone));
    }

    static DomContent sign(Tone tone) {
        return span(tone.sign()).withClass("sign").attr("aria-hidden", "true");
    }

    /** Text to paste unchanged. */
    void command(String text) {
        parent.with(pre(code(Html.lines(text))).withTabindex(0));
    }

    static String name(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
