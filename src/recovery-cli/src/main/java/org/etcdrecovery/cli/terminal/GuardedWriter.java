package org.etcdrecovery.cli.terminal;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.text.Escapes;
import org.etcdrecovery.core.text.Shown;

/**
 * The last line of defence of a terminal. Outside text is escaped where it enters a line ({@link Shown}). Anything
 * missed there is escaped here, except line feeds, tabs, and exactly the codes that {@link Ink} and {@link ProgressBar}
 * write.
 */
final class GuardedWriter extends PrintWriter {
    private static final List<String> OWN_CODES = Stream.concat(Stream.of(ProgressBar.CLEAR), Ink.codes()).toList();

    GuardedWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) {
        write(String.valueOf((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(String.valueOf(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) {
        String guarded = guard(text.substring(from, from + length));
        super.write(guarded, 0, guarded.length());
    }

    private static String guard(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            String code = ownCode(text, i);
            if (!code.isEmpty()) {
                out.append(code);
                i += code.length();
                continue;
            }
            if (c == '\n' || c == '\t' || !Shown.isHidden(c)) {
                out.appendCodePoint(c);
            } else {
                Escapes.append(out, c);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static String ownCode(String text, int at) {
        char c = text.charAt(at);
        if (c != '\r' && c != '\u001b') {
            return "";
        }
        return OWN_CODES.stream().filter(code -> text.startsWith(code, at)).findFirst().orElse("");
    }
}
