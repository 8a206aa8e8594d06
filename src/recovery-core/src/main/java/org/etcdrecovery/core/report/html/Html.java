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
 * Prints elements as HTML. Every text and every attribute value is escaped here as it is printed: j2html escapes what
 * HTML gives a meaning, {@link Shown} what no document may hold or what would turn the direction of the line. Only this
 * class puts markup into a page as it is, and only literals and the style sheet. A page is held in memory whole.
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

    /** A text of several lines that this program has composed, such as a command: its line feeds stay. */
    static DomContent lines(String text) {
        String[] lines = text.split("\n", -1);
        return each(text(lines[0]), each(Arrays.stream(lines).skip(1).map(line -> each(line(), text(line)))));
    }

    /** A line feed in the file, for people who look at its source. */
    static DomContent line() {
        return rawHtml("\n");
    }

    /** CSS of this program. */
    static DomContent css(String css) {
        return rawHtml(css);
    }
}
