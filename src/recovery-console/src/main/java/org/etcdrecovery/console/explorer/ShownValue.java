package org.etcdrecovery.console.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;
import org.etcdrecovery.core.text.PrintedJson;
import org.etcdrecovery.core.text.Shown;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value in every form that it can be read in. All are computed on the thread that read it, so that none of them holds
 * up the window.
 *
 * @param text the value as text, with a dot for each unprintable character
 * @param json pretty-printed JSON; empty if the value is not JSON, or was cut
 * @param hex  offsets, bytes and letters, sixteen bytes per line
 * @param best the most readable form
 * @param cut  whether the value is longer than what is shown
 */
record ShownValue(String text, Optional<String> json, String hex, ValueForm best, boolean cut) {
    private static final int LINE = 16;
    private static final char DOT = '·';

    static ShownValue of(byte[] bytes, boolean cut) {
        Optional<String> json = cut ? Optional.empty() : json(bytes);
        ValueForm best = json.isPresent() ? ValueForm.JSON : isText(bytes) || cut ? ValueForm.TEXT : ValueForm.HEX;
        return new ShownValue(text(bytes), json, hex(bytes), best, cut);
    }

    /** Returns the value in a form, or as text if it does not have that form. */
    String in(ValueForm form) {
        return switch (form) {
            case TEXT -> text;
            case JSON -> json.orElse(text);
            case HEX -> hex;
        };
    }

    private static Optional<String> json(byte[] bytes) {
        if (bytes.length == 0 || (bytes[0] != '{' && bytes[0] != '[')) {
            return Optional.empty();
        }
        try {
            return Optional.of(PrintedJson.of(JsonMapper.shared().readTree(bytes)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).codePoints().allMatch(ShownValue::isPrinted);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        new String(bytes, UTF_8).codePoints()
                .forEach(c -> text.appendCodePoint(isPrinted(c) && c != 0xFFFD ? c : DOT));
        return text.toString();
    }

    private static boolean isPrinted(int c) {
        return c == '\n' || c == '\t' || !Shown.isHidden(c);
    }

    private static String hex(byte[] bytes) {
        HexFormat format = HexFormat.ofDelimiter(" ");
        StringBuilder hex = new StringBuilder(bytes.length * 5);
        for (int at = 0; at < bytes.length; at += LINE) {
            int end = Math.min(bytes.length, at + LINE);
            String line = format.formatHex(bytes, at, end);
            hex.append(HexFormat.of().toHexDigits(at)).append("  ").append(line);
            hex.append(" ".repeat(3 * LINE - 1 - line.length() + 2));
            for (int i = at; i < end; i++) {
                hex.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : DOT);
            }
            hex.append('\n');
        }
        return hex.toString();
    }
}
