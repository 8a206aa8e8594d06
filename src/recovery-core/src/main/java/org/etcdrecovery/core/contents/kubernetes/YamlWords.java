package org.etcdrecovery.core.contents.kubernetes;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the strings that a YAML 1.1 reader would take for something else if they were not quoted. */
final class YamlWords {
    private static final Set<String> WORDS = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no",
            "No",
            "NO", "off", "Off", "OFF", "true", "True", "TRUE", "false", "False", "FALSE", "", "~", "null", "Null",
            "NULL",
            ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern TIME = Pattern.compile("(\\d{4})-(\\d\\d?)-(\\d\\d?)"
            + "(?:(?:([Tt])| )(\\d\\d?):(\\d\\d?):(\\d\\d?)(?:[.,]\\d+)?(Z|[-+]\\d\\d:\\d\\d)?)?");
    private static final Pattern INTEGER = Pattern
            .compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)");

    private YamlWords() {}

    /** Whether a string must be quoted to remain one. */
    static boolean isTaken(String text) {
        if (WORDS.contains(text)) {
            return true;
        }
        char first = text.charAt(0);
        if (first == '.') {
            return isFinite(text);
        }
        return "+-0123456789".indexOf(first) >= 0
                && (isNumber(text.replace("_", "")) || isTime(text) || BASE_60.matcher(text).matches());
    }

    private static boolean isNumber(String text) {
        return isFinite(text) || isInteger(text);
    }

    /** Too large a number remains a string. */
    private static boolean isFinite(String text) {
        return FLOAT.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    /** A decimal of any size is a floating-point number; the other bases have 64 bits, and -0b may have an own sign. */
    private static boolean isInteger(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return false;
        }
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = signed ? text.substring(1) : text;
        int radix = switch (digits.length() > 1 ? Character.toLowerCase(digits.charAt(1)) : '0') {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
        };
        String bare = digits.replaceFirst("^0[xXbBoO]?", "");
        if (bare.isEmpty()) {
            return digits.equals("0");
        }
        try {
            if (text.startsWith("-")) {
                Long.parseLong("-" + bare, radix);
            } else if (signed) {
                Long.parseLong(bare, radix);
            } else {
                Long.parseUnsignedLong(bare, radix);
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return false;
        }
        boolean dateOnly = time.group(5) == null;
        if (!dateOnly && (time.group(4) == null) != (time.group(8) == null)) {
            return false;
        }
        try {
            LocalDateTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)),
                    Integer.parseInt(time.group(3)), dateOnly ? 0 : Integer.parseInt(time.group(5)),
                    dateOnly ? 0 : Integer.parseInt(time.group(6)), dateOnly ? 0 : Integer.parseInt(time.group(7)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
