package org.etcdrecovery.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as Go's flags take and print them: {@code 5s}, {@code 1m30s}, {@code 1.5ms}. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final long LONGEST = Duration.ofDays(1).toNanos();

    private GoDuration() {}

    /**
     * Reads a span of time.
     *
     * @param option the option that it was given to, for the message
     * @throws CommandFailure when it is none, or none that one can wait for
     */
    static Duration parse(String option, String text) throws CommandFailure {
        if (!WHOLE.matcher(text).matches()) {
            throw new CommandFailure(ExitCode.ETCD_FAILED, option + ": '" + text
                    + "' is not a time; write a number and a unit, such as 5s or 1m30s");
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(nanosOf(parts.group(2)))));
        }
        if (nanos.signum() == 0 || nanos.compareTo(BigDecimal.valueOf(LONGEST)) > 0) {
            throw new CommandFailure(ExitCode.ETCD_FAILED,
                    option + ": '" + text + "' is not between a nanosecond and a day");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "h" -> Duration.ofHours(1).toNanos();
            case "m" -> Duration.ofMinutes(1).toNanos();
            case "s" -> Duration.ofSeconds(1).toNanos();
            case "ms" -> Duration.ofMillis(1).toNanos();
            case "ns" -> 1;
            default -> 1_000;
        };
    }

    /** As Go prints milliseconds. */
    static String ofMillis(long milliseconds) {
        return milliseconds < 1_000
                ? milliseconds + "ms"
                : BigDecimal.valueOf(milliseconds, 3).stripTrailingZeros().toPlainString() + "s";
    }
}
