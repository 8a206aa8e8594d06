package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.HexFormat;
import org.etcdrecovery.core.text.Escapes;

/**
 * Writes text and bytes as Go's {@code strconv.Quote} and the verb {@code %q} do, so that they look as in the output of
 * etcdctl and the logs of etcd.
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
     * Escapes bytes without adding quotes: printable UTF-8 is unchanged, a backslash is doubled, and everything else is
     * escaped, so that different bytes always give different texts.
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
                Escapes.appendByte(out, in.get() & 0xFF);
            }
        }
    }

    /**
     * The bytes that {@link #escape} made this text of.
     *
     * @throws IllegalArgumentException if it made no such text
     */
    public static byte[] unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c != '\\') {
                bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
                continue;
            }
            char kind = i < text.length() ? text.charAt(i++) : ' ';
            int digits = switch (kind) {
                case 'x' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                default -> 0;
            };
            if (digits == 0) {
                bytes.write(character(kind, text));
                continue;
            }
            if (i + digits > text.length()) {
                throw new IllegalArgumentException("no escape is cut off as in " + text);
            }
            int value = HexFormat.fromHexDigits(text, i, i + digits);
            i += digits;
            if (kind == 'x') {
                bytes.write(value);
            } else {
                bytes.writeBytes(Character.toString(value).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static int character(char kind, String text) {
        return switch (kind) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("no escape is like one in " + text);
        };
    }

    private static void append(StringBuilder out, int c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (Escapes.isPrint(c)) {
            out.appendCodePoint(c);
        } else {
            Escapes.append(out, c);
        }
    }
}
