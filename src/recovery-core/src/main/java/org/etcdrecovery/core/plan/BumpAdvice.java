package org.etcdrecovery.core.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * How far to raise the revision, and why. The new revision must be later than any that the lost cluster gave a client
 * after the snapshot was taken. Raising it further costs nothing.
 *
 * @param advised     whether to advise a bump unasked: the keyspace belongs to Kubernetes, whose clients all keep
 *                    revisions
 * @param amount      the bump to use, if any
 * @param explanation what the amount covers, in one sentence
 */
public record BumpAdvice(boolean advised, long amount, String explanation) {
    /** The write rate from which the etcd documentation derives that number: a busy cluster for a week. */
    public static final double BUSY_WRITES_PER_SECOND = 1500;

    /** Amounts are multiples of what the etcd and OpenShift documentation recommend for Kubernetes. */
    private static final long STEP = 1_000_000_000;
    /** The margin, as the part of the writes by which more is covered: the snapshot ages while the operator decides. */
    private static final long MARGIN = 4;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * Advice if only the age of the snapshot is known.
     *
     * @param age             time since the snapshot was taken; a negative age, from a wrong clock, is taken as zero
     * @param writesPerSecond the highest rate of transactions that change something
     * @throws IllegalArgumentException if the rate is not positive and finite
     */
    public static BumpAdvice fromAge(Duration age, double writesPerSecond, SnapshotFacts facts) {
        requireRate(writesPerSecond);
        Duration past = age.isNegative() ? Duration.ZERO : age;
        BigDecimal writes = BigDecimal.valueOf(past.toSeconds()).multiply(BigDecimal.valueOf(writesPerSecond));
        Amount amount = Amount.covering(writes.setScale(0, RoundingMode.CEILING).toBigInteger(), facts);
        String explanation = covers(amount.value, writesPerSecond) + "; the snapshot is "
                + span((double) past.toSeconds()) + " old" + amount.caveat();
        return new BumpAdvice(facts.kubernetes(), amount.value, explanation);
    }

    /**
     * Advice if a later revision than the snapshot's is known: from another member, a client's cache, or a resource
     * version in a log.
     */
    public static BumpAdvice fromNewestRevision(long newest, SnapshotFacts facts) {
        long behind = Math.max(0, newest - facts.revisions().last().main());
        Amount amount = Amount.covering(BigInteger.valueOf(behind), facts);
        String explanation = grouped(amount.value) + " leaves " + grouped(Math.max(0, amount.value - behind))
                + " revisions beyond " + grouped(newest) + ", the newest known; the snapshot is "
                + grouped(behind) + " behind it" + amount.caveat();
        return new BumpAdvice(facts.kubernetes(), amount.value, explanation);
    }

    /**
     * How long the cluster may have kept writing after the snapshot for a bump to cover it, such as
     * {@code 1 000 000 000 covers 7.7 days at 1 500 writes/s}.
     *
     * @param amount          a bump of any size
     * @param writesPerSecond as in {@link #fromAge}
     * @throws IllegalArgumentException if the rate is not positive and finite, or the amount is negative
     */
    public static String covers(long amount, double writesPerSecond) {
        requireRate(writesPerSecond);
        if (amount < 0) {
            throw new IllegalArgumentException("bump: " + amount);
        }
        return grouped(amount) + " covers " + span(amount / writesPerSecond) + " at " + rate(writesPerSecond)
                + " writes/s";
    }

    private static void requireRate(double writesPerSecond) {
        if (!(writesPerSecond > 0 && Double.isFinite(writesPerSecond))) {
            throw new IllegalArgumentException("writes per second: " + writesPerSecond);
        }
    }

    /** A bump, and whether it is as large as it should be: close to the highest possible revision there is no room. */
    private record Amount(long value, boolean enough) {
        static Amount covering(BigInteger writes, SnapshotFacts facts) {
            BigInteger step = BigInteger.valueOf(STEP);
            BigInteger wanted = writes.add(writes.divide(BigInteger.valueOf(MARGIN)))
                    .divide(step)
                    .add(BigInteger.ONE)
                    .multiply(step);
            // Leave one revision for the first write.
            BigInteger room = BigInteger.valueOf(Compaction.LAST_USABLE - facts.revisions().last().main())
                    .max(BigInteger.ZERO);
            return new Amount(wanted.min(room).longValueExact(), wanted.compareTo(room) <= 0);
        }

        String caveat() {
            return enough ? "" : "; a larger bump would exceed the highest possible revision";
        }
    }

    private static String span(double seconds) {
        if (seconds >= DAY.toSeconds()) {
            return decimal(seconds / DAY.toSeconds()) + " days";
        }
        if (seconds >= HOUR.toSeconds()) {
            return decimal(seconds / HOUR.toSeconds()) + " hours";
        }
        if (seconds >= MINUTE.toSeconds()) {
            return decimal(seconds / MINUTE.toSeconds()) + " minutes";
        }
        return seconds < 1 ? "less than a second" : decimal(seconds) + " seconds";
    }

    private static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond) && perSecond < Long.MAX_VALUE
                ? grouped((long) perSecond)
                : decimal(perSecond);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%,.1f", value).replace(',', ' ');
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }
}
