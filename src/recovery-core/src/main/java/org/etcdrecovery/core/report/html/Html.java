package org.etcdrecovery.core.report.html;

import static j2html.TagCreator.each;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.text;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.tags.specialized.HtmlTag;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.etcdrecovery.core.text.Shown;

/**
 * Prints elements as HTML. Every text and every attribute value is escaped here: j2html escapes HTML's special
 * characters, {@link Shown} the characters that no document may hold or that change the direction of text. Only this
 * class emits raw markup, and only literals and the style sheet. A page is built in memory.
 */
final class Html {
    private static final Config ESCAPING = Config.defaults()
            .withTextEscaper(text -> EscapeUtil.escape(Shown.text(text)));

    private Html() {}

    static String print(HtmlTag page) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        try {
            page.render(FlatHtml.into(out, ESCAPING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    /** A multi-line text composed by this program, such as a command; its line feeds are kept. */
    static DomContent lines(String text) {
        String[] lines = text.split("\n", -1);
        return each(text(lines[0]), each(Arrays.stream(lines).skip(1).map(line -> each(line(), text(line)))));
    }

    /** A line feed in the page, for people who read its source. */
    static DomContent line() {
        return rawHtml("\n");
    }

    /** The style sheet, unescaped. */
    static DomContent css(String css) {
        return rawHtml(css);
    }
}
