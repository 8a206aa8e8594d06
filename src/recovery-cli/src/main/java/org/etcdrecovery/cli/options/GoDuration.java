package org.etcdrecovery.cli.options;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.keyspace.GoQuote;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as Go's flags read and print them: {@code 5s}, {@code 1m30s}, {@code 1.5ms}. */
public final class GoDuration {
    public static final ITypeConverter<Duration> CONVERTER = GoDuration::parse;

    private static final Pattern PART = Pattern.compile("(\\d*\\.?\\d*)([^\\d.]*)");
    /** Microseconds are written with the micro sign or with the Greek letter. */
    private static final Map<String, Long> NANOSECONDS = Map.of("ns", 1L, "us", 1_000L, "\u00b5s", 1_000L, "\u03bcs",
            1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDuration() {}

    /**
     * Reads what Go's ParseDuration reads; the result may be zero or negative.
     *
     * @throws TypeConversionException if the text is anything else, with Go's message
     */
    static Duration parse(String text) {
        boolean negative = text.startsWith("-");
        String parts = negative || text.startsWith("+") ? text.substring(1) : text;
        if (parts.equals("0")) {
            return Duration.ZERO;
        }
        BigDecimal nanoseconds = BigDecimal.ZERO;
        Matcher part = PART.matcher(parts);
        int at = 0;
        do {
            part.region(at, parts.length()).lookingAt();
            nanoseconds = nanoseconds.add(nanoseconds(part, text));
            at = part.end();
        } while (at < parts.length());
        if (nanoseconds.compareTo(LARGEST) > 0) {
            throw invalid(text);
        }
        long whole = nanoseconds.setScale(0, RoundingMode.DOWN).longValueExact();
        return Duration.ofNanos(negative ? -whole : whole);
    }

    private static BigDecimal nanoseconds(Matcher part, String text) {
        String number = part.group(1);
        String unit = part.group(2);
        if (number.isEmpty() || number.equals(".")) {
            throw invalid(text);
        }
        if (unit.isEmpty()) {
            throw new TypeConversionException("time: missing unit in duration " + GoQuote.quote(text));
        }
        Long factor = NANOSECONDS.get(unit);
        if (factor == null) {
            throw new TypeConversionException(
                    "time: unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(text));
        }
        return new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
    }

    private static TypeConversionException invalid(String text) {
        return new TypeConversionException("time: invalid duration " + GoQuote.quote(text));
    }

    /** Formats milliseconds as Go prints a duration. */
    public static String ofMillis(long milliseconds) {
        return milliseconds < 1_000
                ? milliseconds + "ms"
                : BigDecimal.valueOf(milliseconds, 3).stripTrailingZeros().toPlainString() + "s";
    }
}
