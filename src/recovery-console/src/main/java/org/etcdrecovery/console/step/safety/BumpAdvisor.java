package org.etcdrecovery.console.step.safety;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.text.Amounts;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.plan.BumpAdvice;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * Two ways to compute the amount of a bump: from the newest revision seen elsewhere, or from the age of the snapshot
 * and a write rate.
 */
final class BumpAdvisor {
    private final Recovery recovery;
    private final Clock clock;
    private final StringProperty newest = new SimpleStringProperty("");
    private final StringProperty writesPerSecond = new SimpleStringProperty(
            Quantities.number((long) BumpAdvice.BUSY_WRITES_PER_SECOND));

    BumpAdvisor(Recovery recovery, Clock clock) {
        this.recovery = recovery;
        this.clock = clock;
        // The members may have reported a newer revision; the snapshot knows only its own.
        recovery.oldCluster().report().subscribe(report -> {
            if (newest.get().isEmpty()) {
                report.stream()
                        .flatMap(probed -> probed.answering().stream())
                        .flatMap(probe -> probe.status().stream())
                        .mapToLong(MemberStatus::revision)
                        .max()
                        .ifPresent(revision -> newest.set(Quantities.number(revision)));
            }
        });
    }

    /** The newest revision seen elsewhere, as typed; empty if there is none. */
    StringProperty newest() {
        return newest;
    }

    /** The highest number of transactions per second that the cluster wrote, as typed. */
    StringProperty writesPerSecond() {
        return writesPerSecond;
    }

    /** The typed write rate; if it is invalid, the rate of a busy cluster. */
    double rate() {
        OptionalLong typed = Amounts.parse(writesPerSecond.get());
        return typed.isPresent() && typed.getAsLong() > 0 ? typed.getAsLong() : BumpAdvice.BUSY_WRITES_PER_SECOND;
    }

    /** The age of the snapshot; empty if unknown. */
    Optional<Duration> age() {
        return recovery.snapshot()
                .get()
                .flatMap(SnapshotChoice::taken)
                .map(taken -> Duration.between(taken, clock.instant()))
                .filter(age -> !age.isNegative());
    }

    /** The amount for the age of the snapshot. */
    BumpAdvice fromAge(SnapshotFacts facts) {
        return BumpAdvice.fromAge(age().orElse(Duration.ZERO), rate(), facts);
    }

    /** The amount for the newest revision; empty if there is none. */
    Optional<BumpAdvice> fromNewest() {
        OptionalLong typed = Amounts.parse(newest.get());
        return typed.isEmpty()
                ? Optional.empty()
                : recovery.facts().map(facts -> BumpAdvice.fromNewestRevision(typed.getAsLong(), facts));
    }

    /** The smallest amount that exceeds every revision known, or else estimated, to have been handed out. */
    long least(SnapshotFacts facts) {
        long byAge = age().map(age -> (long) Math.ceil(age.toSeconds() * rate())).orElse(0L);
        long behind = Stream.of(Amounts.parse(newest.get()))
                .flatMapToLong(OptionalLong::stream)
                .map(seen -> Math.max(0, seen - facts.revisions().last().main()))
                .findFirst()
                .orElse(0);
        return behind > 0 ? behind + 1 : byAge;
    }
}
