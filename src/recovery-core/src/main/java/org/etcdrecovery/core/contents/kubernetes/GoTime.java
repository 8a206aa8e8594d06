package org.etcdrecovery.core.contents.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The JSON of metav1.Time and metav1.MicroTime: RFC 3339 in UTC, or null for Go's zero time. */
final class GoTime {
    private static final DateTimeFormatter SECONDS = format("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROS = format("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    /** Year 1, from which Go counts. */
    private static final long ZERO = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private GoTime() {}

    /** Kubernetes drops the nanoseconds of a Time. */
    static JsonNode seconds(boolean absent, long seconds) throws UnreadableException {
        return print(SECONDS, absent || seconds == ZERO, seconds, 0);
    }

    static JsonNode micros(boolean absent, long seconds, long nanos) throws UnreadableException {
        return print(MICROS, absent || (seconds == ZERO && nanos < 1000), seconds, nanos);
    }

    private static JsonNode print(DateTimeFormatter format, boolean zero, long seconds, long nanos)
            throws UnreadableException {
        try {
            return zero
                    ? Trees.NODES.nullNode()
                    : Trees.NODES.stringNode(format.format(Instant.ofEpochSecond(seconds, nanos)));
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableException("it holds a time that is out of range", e);
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
