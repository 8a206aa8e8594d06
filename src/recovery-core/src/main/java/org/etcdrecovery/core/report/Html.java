package org.etcdrecovery.core.report;

/**
 * Writes HTML. Everything that is not markup goes through {@link #escape}, attribute values included; markup itself
 * comes from literals of this package only.
 */
final class Html {
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
            out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
        }
        out.append('>');
    }

    /** A text. */
    void text(String text) {
        out.append(escape(text));
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

    /**
     * A text as it may stand in an element or between double quotes. Characters that no document may hold, and those
     * that turn the direction of what follows, are replaced: a name shall not rearrange the line it stands in.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        if (c == '\n' || c == '\t') {
            return true;
        }
        boolean turning = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.SURROGATE && !turning && (c & 0xFFFE) != 0xFFFE;
    }
}
