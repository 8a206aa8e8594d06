package org.etcdrecovery.core.report.html;

import org.etcdrecovery.core.text.Shown;

/**
 * Writes HTML. Everything that is not markup goes through {@link Shown} and {@link #escape}, attribute values included;
 * markup itself comes from literals of this package only. What no document may hold, and what would turn the direction
 * of the line it stands in, is seen as an escape.
 */
public final class Html {
    private final StringBuilder out = new StringBuilder();

    /**
     * An element with something in it.
     *
     * @param attributes names and values by turns
     */
    void in(String tag, Runnable content, String... attributes) {
        open(tag, attributes);
        content.run();
        out.append("</").append(tag).append('>');
    }

    /** An element with nothing but a text in it. */
    void element(String tag, String text, String... attributes) {
        in(tag, () -> text(text), attributes);
    }

    /** An element that has no end, such as {@code meta}, or the beginning of one. */
    void open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(Shown.text(attributes[i + 1])))
                    .append('"');
        }
        out.append('>');
    }

    /** A text on one line. */
    void text(String text) {
        out.append(escape(Shown.text(text)));
    }

    /** A text of lines that this program has put below each other, such as a command. */
    void lines(String text) {
        out.append(escape(Shown.lines(text)));
    }

    /** A line break in the file, for people who look at it. */
    void line() {
        out.append('\n');
    }

    /** What stands in the program itself and is HTML or CSS already. */
    void literal(String markup) {
        out.append(markup);
    }

    String print() {
        return out.toString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
