package org.etcdrecovery.core.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.etcdrecovery.core.text.HumanSize;

/** Formats numbers, times and constants for people. */
public final class ReportWords {
    /** A narrow no-break space. */
    private static final char GROUP = '\u202F';
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private static final Pattern INSTANT = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

    private ReportWords() {}

    /** A sentence as it goes on after a colon. */
    static String decapitalized(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** A number whose digits are grouped by narrow spaces. */
    public static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', GROUP);
    }

    /** A number of things whose plural ends in s. */
    public static String count(long value, String one) {
        return count(value, one, one + "s");
    }

    /** A number of things. */
    public static String count(long value, String one, String many) {
        return grouped(value) + " " + (value == 1 ? one : many);
    }

    /** The exact number of bytes, preceded by a rounded one if there are many. */
    public static String bytes(long bytes) {
        String exact = count(bytes, "byte");
        return bytes < 1000 ? exact : HumanSize.of(bytes) + " (" + exact + ")";
    }

    /** A local time with its UTC offset, because a report may be read elsewhere. */
    public static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    /** A sentence in which each time is written so. */
    public static String times(String sentence, ZoneId zone) {
        return INSTANT.matcher(sentence).replaceAll(found -> time(Instant.parse(found.group()), zone));
    }

    /** Hours, minutes and seconds; a negative duration is 0 s. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        StringBuilder words = new StringBuilder();
        if (seconds >= 3600) {
            words.append(grouped(seconds / 3600)).append(" h ");
        }
        if (seconds >= 60) {
            words.append(seconds % 3600 / 60).append(" min ");
        }
        return words.append(seconds % 60).append(" s").toString();
    }

    /** A hash as etcdutl prints it, an unsigned decimal number. */
    public static String hash(int hash) {
        return Integer.toUnsignedString(hash);
    }

    /** An enum constant in words: {@code WITHOUT_LEADER} is “without leader”. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** An enum constant in words, capitalized. */
    public static String upper(Enum<?> constant) {
        String words = lower(constant);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Yes or no. */
    public static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    /** A path as it was given, or nothing. */
    public static String path(Optional<Path> path) {
        return path.map(Path::toString).orElse("");
    }
}
