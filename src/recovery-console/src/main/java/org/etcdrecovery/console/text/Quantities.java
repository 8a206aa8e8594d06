package org.etcdrecovery.console.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.etcdrecovery.core.text.HumanSize;

/** Formats numbers, sizes and times: with units, grouped digits, in local time with its offset. */
public final class Quantities {
    /** Digit groups are separated by a no-break space. */
    private static final char GROUP = '\u00a0';
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm xxx", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);

    private static final String NUMBER = "\\d{4,18}(?!\\w|\\.\\d)";
    private static final Pattern FIGURE = Pattern.compile("(?<=\\b(?:revisions?|offset) )" + NUMBER
            + "|(?<=\\brevisions? \\d{1,18} (?:to|and) )" + NUMBER
            + "|(?<![\\w.:])\\d{4,18}(?= (?:pages?|bytes?|keys?|records?|entries|leases|revisions)\\b)");
    private static final Pattern INSTANT = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

    private Quantities() {}

    /** Formats a number with its digits grouped by threes. */
    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', GROUP);
    }

    /** Groups the digits of figures in a sentence of the core, and writes its times as this host does. */
    public static String figures(String sentence) {
        String grouped = FIGURE.matcher(sentence).replaceAll(found -> number(Long.parseLong(found.group())));
        return INSTANT.matcher(grouped)
                .replaceAll(found -> time(Instant.parse(found.group()), ZoneId.systemDefault()));
    }

    /** Formats a size in decimal units, as etcd's tools do. */
    public static String size(long bytes) {
        return HumanSize.of(bytes).replace(' ', GROUP);
    }

    /** Formats a rate in bytes per second. */
    public static String rate(double bytesPerSecond) {
        return size((long) bytesPerSecond) + "/s";
    }

    /** Formats a time with its offset. */
    public static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** Formats a time as people say it: {@code today 02:10}, {@code yesterday 23:51}, {@code 20 Nov 2026 02:10}. */
    public static String day(Instant instant, Instant now, ZoneId zone) {
        var then = instant.atZone(zone);
        long days = java.time.temporal.ChronoUnit.DAYS.between(then.toLocalDate(), now.atZone(zone).toLocalDate());
        if (days == 0) {
            return "today " + CLOCK.format(then);
        }
        return days == 1 ? "yesterday " + CLOCK.format(then) : DAY.format(then);
    }

    /** Formats the time of day without seconds: {@code 21:04}. */
    public static String minutes(Instant instant, ZoneId zone) {
        return CLOCK.format(instant.atZone(zone));
    }

    /** Formats the time of day: {@code 21:04:37}. */
    public static String clock(Instant instant, ZoneId zone) {
        return SECONDS.format(instant.atZone(zone));
    }

    /** Formats a duration, coarse enough to read at a glance: {@code 4 s}, {@code 6 min}, {@code 2 h}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + "\u00a0s";
        }
        if (seconds < 90 * 60) {
            return Math.round(seconds / 60.0) + "\u00a0min";
        }
        return seconds < 48 * 3600
                ? Math.round(seconds / 3600.0) + "\u00a0h"
                : Math.round(seconds / 86_400.0) + "\u00a0days";
    }

    /** Formats the age of something, which two places must not tell differently because one was drawn seconds later. */
    public static String age(Duration age) {
        return age.toSeconds() < 60 ? "less than 1\u00a0min" : span(age);
    }

    /** Formats CRC-32C and the like as etcdutl does: lower-case hex without leading zeros. */
    public static String hash(int value) {
        return Integer.toHexString(value);
    }
}
