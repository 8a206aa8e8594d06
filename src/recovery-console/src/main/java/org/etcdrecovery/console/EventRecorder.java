package org.etcdrecovery.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Timeline.Event;
import org.etcdrecovery.console.recovery.Timeline.What;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.StageResult;

/** Records what happens in a run, so that the report can say when, and that an earlier check failed. */
final class EventRecorder {
    private final Texts texts = Texts.of("verify");
    private final Recovery recovery;
    private final Wizard wizard;
    private final InstantSource clock;

    EventRecorder(Recovery recovery, Wizard wizard, InstantSource clock) {
        this.recovery = recovery;
        this.wizard = wizard;
        this.clock = clock;
    }

    void begin() {
        recovery.oldCluster()
                .assessment()
                .subscribe(now -> now.ifPresent(found -> record(What.ASKED, found.headline())));
        recovery.inspection()
                .subscribe(now -> now.filter(found -> !found.awaitsChoice())
                        .ifPresent(found -> record(What.INSPECTED,
                                Texts.of("inspect").get("verdict." + found.verdict()))));
        recovery.execution().rehearsal().subscribe(now -> now.ifPresent(this::rehearsed));
        recovery.execution().handedOver().subscribe(now -> {
            if (!now.isEmpty()) {
                record(What.HANDED_OVER, "");
            }
        });
        recovery.execution()
                .proof()
                .subscribe(now -> now.ifPresent(
                        proof -> recovery.timeline().record(What.CHECKED, words(proof), proof.time())));
        wizard.current().subscribe((before, now) -> {
            if (position(before).compareTo(position(now)) < 0) {
                passed(position(before)).ifPresent(what -> record(what, ""));
            }
        });
    }

    /** If a later rehearsal cannot be tried, the earlier result comes again. */
    private void rehearsed(RehearsalResult result) {
        Event ended = new Event(What.REHEARSED, texts.get("time.rehearsed." + result.verdict()),
                result.started()
                        .plus(result.stages().stream().map(StageResult::took).reduce(Duration.ZERO, Duration::plus)));
        if (!recovery.timeline().events().contains(ended)) {
            recovery.timeline().record(ended.what(), ended.note(), ended.time());
        }
    }

    private static StepId position(StepModel step) {
        return step.outline().id();
    }

    private static Optional<What> passed(StepId step) {
        return switch (step) {
            case CLUSTER -> Optional.of(What.LAID_OUT);
            case SAFETY -> Optional.of(What.DECIDED);
            case SOURCE, SNAPSHOT, INSPECT, RESTORE, START, VERIFY -> Optional.empty();
        };
    }

    private void record(What what, String note) {
        recovery.timeline().record(what, note, clock.instant());
    }

    private String words(Proof proof) {
        if (!proof.answered()) {
            return texts.get("time.checked.silent");
        }
        List<String> failed = proof.checks()
                .stream()
                .filter(check -> check.outcome() == Outcome.FAILED)
                .map(ProofCheck::subject)
                .distinct()
                .map(ProofCheck.Subject::title)
                .toList();
        if (failed.isEmpty()) {
            return texts.get(proof.checks().stream().anyMatch(ProofCheck::isOpen)
                    ? "time.checked.open"
                    : "time.checked.proven");
        }
        return texts.get("time.checked.failed", failed.size() == 1
                ? failed.getFirst()
                : texts.get("time.checked.more", failed.getFirst(), failed.size() - 1));
    }
}
