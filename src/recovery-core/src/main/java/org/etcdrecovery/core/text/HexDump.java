package org.etcdrecovery.core.text;

import java.util.HexFormat;

/** Shows bytes as offsets, hexadecimal digits and letters, sixteen to a line. */
public final class HexDump {
    private static final int LINE = 16;
    private static final char DOT = '·';

    private HexDump() {}

    /** The lines, each with a line feed at its end. */
    public static String of(byte[] bytes) {
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
