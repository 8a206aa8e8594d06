package org.etcdrecovery.core.text;

import java.util.HexFormat;

/** Shows bytes as offsets, hexadecimal digits and letters. */
public final class HexDump {
    private static final int LINE = 16;
    private static final char DOT = '·';

    private HexDump() {}

    /** The lines of sixteen bytes, each with a line feed at its end. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length, LINE);
    }

    /**
     * The lines of a part, each with a line feed at its end. Offsets count from the first of all bytes.
     *
     * @param from    the first byte of the part
     * @param to      the byte after the part
     * @param perLine the bytes in a line
     */
    public static String of(byte[] bytes, int from, int to, int perLine) {
        HexFormat format = HexFormat.ofDelimiter(" ");
        StringBuilder hex = new StringBuilder((to - from) * 5);
        for (int at = from; at < to; at += perLine) {
            int end = Math.min(to, at + perLine);
            String line = format.formatHex(bytes, at, end);
            hex.append(HexFormat.of().toHexDigits(at)).append("  ").append(line);
            hex.append(" ".repeat(3 * perLine - 1 - line.length() + 2));
            for (int i = at; i < end; i++) {
                hex.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : DOT);
            }
            hex.append('\n');
        }
        return hex.toString();
    }
}
