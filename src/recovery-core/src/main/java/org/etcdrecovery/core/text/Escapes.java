package org.etcdrecovery.core.text;

/** Classifies and escapes characters as Go's {@code strconv} does, so that texts look as in etcd's own tools and logs. */
public final class Escapes {
    private Escapes() {}

    /** Go's {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    public static boolean isPrint(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }

    /** Appends the escape of a character: {@code \n}, {@code \x1b}, {@code \u202e} or {@code \U000e0001}. */
    public static void append(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case '\u0007' -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\u000b' -> out.append("\\v");
            default -> {
                if (codePoint < 0x80) {
                    appendByte(out, codePoint);
                } else {
                    out.append(String.format(codePoint < 0x10000 ? "\\u%04x" : "\\U%08x", codePoint));
                }
            }
        }
    }

    /** Appends the escape of a byte that does not belong to a character: {@code \xff}. */
    public static void appendByte(StringBuilder out, int value) {
        out.append(String.format("\\x%02x", value));
    }
}
