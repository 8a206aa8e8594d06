package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Text and bytes as Go's {@code strconv.Quote} and the verb {@code %q} write them, so that they look as etcdctl and the
 * log of etcd show them.
 */
public final class GoQuote {
    private GoQuote() {}

    /** A text in double quotes. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    /**
     * Bytes without quotes around: UTF-8 that can be printed stays as it is, a backslash is doubled, and everything
     * else is escaped, so that different bytes always give different texts.
     */
    public static String escape(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        while (true) {
            CoderResult result = decoder.reset().decode(in, text, true);
            // Nothing surrounds the text, so a double quote needs no backslash.
            text.flip().codePoints().forEach(c -> {
                if (c == '"') {
                    out.append('"');
                } else {
                    append(out, c);
                }
            });
            text.clear();
            if (!result.isMalformed()) {
                return out.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                appendByte(out, in.get() & 0xFF);
            }
        }
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append((char) c);
            case '\u0007' -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\u000b' -> out.append("\\v");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x80) {
                    appendByte(out, c);
                } else {
                    out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                }
            }
        }
    }

    private static void appendByte(StringBuilder out, int b) {
        out.append(String.format("\\x%02x", b));
    }

    /** Go's {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
