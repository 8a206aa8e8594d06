package org.etcdrecovery.cli.options;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.etcdrecovery.core.keyspace.GoQuote;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads option values as Go's strconv does, with its error messages. */
public final class GoValues {
    /** For options that are on or off, and on without a value. */
    public static final ITypeConverter<Boolean> BOOL = GoValues::bool;
    public static final ITypeConverter<Long> INTEGER = GoValues::integer;
    public static final ITypeConverter<Long> UNSIGNED = GoValues::unsigned;
    public static final ITypeConverter<String> TEXT = text -> text;

    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");
    /** Underscores may separate digits, and a base prefix from its digits, as in Go source. */
    private static final Pattern UNDERSCORES = Pattern
            .compile("\\d+(_\\d+)*|0[xX](_?\\p{XDigit})+|0[bB](_?[01])+|0[oO](_?[0-7])+");
    private static final int DECIMAL = 10;

    private GoValues() {}

    /** What values a converter reads, in words. */
    static String expected(ITypeConverter<?> converter) {
        if (converter.equals(BOOL)) {
            return "true or false";
        }
        if (converter.equals(INTEGER) || converter.equals(UNSIGNED)) {
            return "a whole number";
        }
        return converter.equals(GoDuration.CONVERTER) ? "a time such as 5s or 1m30s" : "another value";
    }

    /**
     * Reads what ParseBool reads.
     *
     * @throws TypeConversionException if the text is anything else
     */
    private static Boolean bool(String text) {
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw new TypeConversionException("strconv.ParseBool: parsing " + GoQuote.quote(text) + ": invalid syntax");
    }

    /**
     * Reads what ParseInt reads: an optional sign, and the base given by a prefix.
     *
     * @throws TypeConversionException if the text is anything else
     */
    private static Long integer(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        BigInteger magnitude = magnitude("ParseInt", text, signed ? text.substring(1) : text);
        return inRange("ParseInt", text, text.startsWith("-") ? magnitude.negate() : magnitude);
    }

    /**
     * Reads what ParseUint reads, but only up to the largest signed number: no count in etcd is larger.
     *
     * @throws TypeConversionException if the text is anything else
     */
    private static Long unsigned(String text) {
        return inRange("ParseUint", text, magnitude("ParseUint", text, text));
    }

    private static BigInteger magnitude(String function, String text, String digits) {
        if (!UNDERSCORES.matcher(digits).matches()) {
            throw invalid(function, text);
        }
        String plain = digits.replace("_", "").toLowerCase(Locale.ROOT);
        try {
            if (plain.startsWith("0x")) {
                return new BigInteger(plain.substring(2), 16);
            }
            if (plain.startsWith("0b")) {
                return new BigInteger(plain.substring(2), 2);
            }
            if (plain.startsWith("0o")) {
                return new BigInteger(plain.substring(2), 8);
            }
            return new BigInteger(plain, plain.startsWith("0") ? 8 : DECIMAL);
        } catch (NumberFormatException _) {
            throw invalid(function, text);
        }
    }

    private static Long inRange(String function, String text, BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            throw new TypeConversionException(
                    "strconv." + function + ": parsing " + GoQuote.quote(text) + ": value out of range");
        }
        return value.longValue();
    }

    private static TypeConversionException invalid(String function, String text) {
        return new TypeConversionException(
                "strconv." + function + ": parsing " + GoQuote.quote(text) + ": invalid syntax");
    }
}
