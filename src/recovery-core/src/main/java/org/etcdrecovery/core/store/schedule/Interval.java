package org.etcdrecovery.core.store.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How often something runs: a time that divides an hour or a day, so that runs are at the same minutes every hour, or at
 * the same hours every day.
 *
 * @param length the time between two runs
 */
public record Interval(Duration length) {
    private static final long MINUTES = 60;
    private static final long HOURS = 24;
    private static final long SHORTEST = 5;

    /** @throws IllegalArgumentException if {@link #of} would refuse it */
    public Interval {
        if (!isRegular(length)) {
            throw new IllegalArgumentException("every " + length);
        }
    }

    /** An interval; empty if it divides neither an hour nor a day, or is below five minutes. */
    public static Optional<Interval> of(Duration length) {
        return isRegular(length) ? Optional.of(new Interval(length)) : Optional.empty();
    }

    private static boolean isRegular(Duration length) {
        long minutes = length.toMinutes();
        if (minutes < SHORTEST || !length.equals(Duration.ofMinutes(minutes))) {
            return false;
        }
        return minutes < MINUTES
                ? MINUTES % minutes == 0
                : minutes % MINUTES == 0 && minutes <= HOURS * MINUTES && HOURS % (minutes / MINUTES) == 0;
    }

    /** The usual choices, for a list to choose from. */
    public static List<Interval> usual() {
        return Stream.of(15L, 30L, 60L, 120L, 360L, 720L, 1440L).map(Duration::ofMinutes).map(Interval::new).toList();
    }

    /** For {@code OnCalendar=} of systemd, in UTC. */
    String calendar() {
        long minutes = length.toMinutes();
        if (minutes < MINUTES) {
            return "*-*-* *:00/" + minutes + ":00 UTC";
        }
        return minutes == HOURS * MINUTES
                ? "*-*-* 00:00:00 UTC"
                : "*-*-* 00/" + minutes / MINUTES + ":00:00 UTC";
    }

    /** For the schedule of a CronJob. */
    String cron() {
        long minutes = length.toMinutes();
        if (minutes < MINUTES) {
            return "*/" + minutes + " * * * *";
        }
        return minutes == HOURS * MINUTES ? "0 0 * * *" : "0 */" + minutes / MINUTES + " * * *";
    }

    /** The next runs after a time. */
    public List<Instant> next(Instant now, int count) {
        Instant midnight = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
        long passed = Duration.between(midnight, now).dividedBy(length) + 1;
        return LongStream.range(passed, passed + count)
                .mapToObj(number -> midnight.plus(length.multipliedBy(number)))
                .toList();
    }
}
