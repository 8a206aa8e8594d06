package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.etcdrecovery.core.snapshot.Compaction;
import org.junit.jupiter.api.Test;

class BumpAdviceTest {
    @Test
    void takesABillionAndSaysWhatItCovers() {
        BumpAdvice advice = BumpAdvice.fromAge(Duration.ofHours(3), BumpAdvice.BUSY_WRITES_PER_SECOND,
                Samples.PLAIN.ofKubernetes().facts());
        assertThat(advice).isEqualTo(new BumpAdvice(true, 1_000_000_000,
                "1 000 000 000 covers 7.7 days at 1 500 writes/s; the snapshot is 3.0 hours old"));
    }

    @Test
    void takesMoreWhenTheSnapshotIsOlderThanThat() {
        BumpAdvice advice = BumpAdvice.fromAge(Duration.ofDays(30), 1500, Samples.PLAIN.ofKubernetes().facts());
        assertThat(advice.amount()).isEqualTo(5_000_000_000L);
        assertThat(advice.explanation())
                .isEqualTo("5 000 000 000 covers 38.6 days at 1 500 writes/s; the snapshot is 30.0 days old");
    }

    @Test
    void leavesTimeToDecide() {
        Duration week = Duration.ofDays(7);
        BumpAdvice advice = BumpAdvice.fromAge(week, 1500, Samples.PLAIN.facts());
        assertThat(advice.amount() / 1500).isGreaterThan(week.plusDays(1).toSeconds());
    }

    @Test
    void isNotAdvisedUnaskedForOtherKeyspaces() {
        BumpAdvice advice = BumpAdvice.fromAge(Duration.ofMinutes(-5), 2.5, Samples.PLAIN.facts());
        assertThat(advice).isEqualTo(new BumpAdvice(false, 1_000_000_000,
                "1 000 000 000 covers 4 629.6 days at 2.5 writes/s; the snapshot is less than a second old"));
    }

    @Test
    void startsFromTheNewestRevisionKnown() {
        BumpAdvice advice = BumpAdvice.fromNewestRevision(2_501_000, Samples.PLAIN.facts());
        assertThat(advice).isEqualTo(new BumpAdvice(false, 1_000_000_000,
                "1 000 000 000 leaves 997 500 000 revisions beyond 2 501 000, the newest known; the snapshot is "
                        + "2 500 000 behind it"));
        assertThat(BumpAdvice.fromNewestRevision(900_000_000, Samples.PLAIN.facts()).amount())
                .isEqualTo(2_000_000_000);
    }

    @Test
    void saysWhenTheRevisionsEnd() {
        BumpAdvice advice = BumpAdvice.fromNewestRevision(Long.MAX_VALUE,
                Samples.PLAIN.revisions(Compaction.LAST_USABLE - 100, -1).facts());
        assertThat(advice.amount()).isEqualTo(100);
        assertThat(advice.explanation()).endsWith("; a larger bump would exceed the highest possible revision");
    }

    @Test
    void saysWhatAnyAmountCovers() {
        assertThat(BumpAdvice.covers(1_000_000_000, 1500)).isEqualTo("1 000 000 000 covers 7.7 days at 1 500 writes/s");
        assertThat(BumpAdvice.covers(90_000, 10)).isEqualTo("90 000 covers 2.5 hours at 10 writes/s");
        assertThat(BumpAdvice.covers(0, 0.5)).isEqualTo("0 covers less than a second at 0.5 writes/s");
        assertThatIllegalArgumentException().isThrownBy(() -> BumpAdvice.covers(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> BumpAdvice.covers(-1, 1));
    }

    @Test
    void asksForARateThatIsOne() {
        for (double rate : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BumpAdvice.fromAge(Duration.ZERO, rate, Samples.PLAIN.facts()));
        }
    }

    @Property(tries = 500)
    void coversTheAgeAndIsAlwaysAccepted(@ForAll @LongRange(min = 0) long seconds,
            @ForAll @DoubleRange(min = 0.01, max = 1e12) double rate, @ForAll @LongRange(min = 0) long last) {
        Samples snapshot = Samples.PLAIN.revisions(Math.min(last, Compaction.LAST_USABLE - 2), -1);
        BumpAdvice advice = BumpAdvice.fromAge(Duration.ofSeconds(seconds), rate, snapshot.facts());
        assertThat(advice.amount()).isPositive();
        if (!advice.explanation().contains("would exceed")) {
            assertThat(advice.amount() / rate).isGreaterThanOrEqualTo(seconds * 0.999999);
        }
        assertThat(Planner.plan(Samples.request().revisionBump(advice.amount()).markCompacted(true).build(),
                snapshot.facts())).isInstanceOf(PlanResult.Accepted.class);
    }
}
