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
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.plan.BumpAdvice;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** The two ways to an amount: the newest revision that was seen elsewhere, or the age of the snapshot times a rate. */
public final class BumpAdvisor {
    private final Recovery recovery;
    private final Clock clock;
    private final StringProperty newest = new SimpleStringProperty("");
    private final StringProperty writesPerSecond = new SimpleStringProperty(
            Quantities.number((long) BumpAdvice.BUSY_WRITES_PER_SECOND));

    BumpAdvisor(Recovery recovery, Clock clock) {
        this.recovery = recovery;
        this.clock = clock;
        // The members may have told it already; the snapshot tells no more than itself.
        recovery.report().subscribe(report -> {
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

    /** The newest revision that was seen elsewhere, as typed; empty when none was. */
    public StringProperty newest() {
        return newest;
    }

    /** How many transactions the cluster wrote in a second, at most, as typed. */
    public StringProperty writesPerSecond() {
        return writesPerSecond;
    }

    /** The rate; that of a busy cluster while nothing sensible is typed. */
    double rate() {
        OptionalLong typed = Amounts.parse(writesPerSecond.get());
        return typed.isPresent() && typed.getAsLong() > 0 ? typed.getAsLong() : BumpAdvice.BUSY_WRITES_PER_SECOND;
    }

    /** How old the snapshot is; empty when nobody knows. */
    Optional<Duration> age() {
        return recovery.snapshot()
                .get()
                .flatMap(SnapshotChoice::taken)
                .map(taken -> Duration.between(taken, clock.instant()))
                .filter(age -> !age.isNegative());
    }

    /** What an age asks for. */
    BumpAdvice fromAge(SnapshotFacts facts) {
        return BumpAdvice.fromAge(age().orElse(Duration.ZERO), rate(), facts);
    }

    /** What the newest revision asks for; empty when none is known. */
    Optional<BumpAdvice> fromNewest() {
        OptionalLong typed = Amounts.parse(newest.get());
        return typed.isEmpty()
                ? Optional.empty()
                : recovery.facts().map(facts -> BumpAdvice.fromNewestRevision(typed.getAsLong(), facts));
    }

    /** The least that does, by all that is known: one revision more than what may have been handed out. */
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
