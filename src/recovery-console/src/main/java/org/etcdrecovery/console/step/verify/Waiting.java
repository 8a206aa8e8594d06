package org.etcdrecovery.console.step.verify;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.etcdrecovery.console.live.Sighting;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.plan.RestorePlan;

/** The wait for the planned members, before the checks: which of them answer. */
final class Waiting {
    private static final Texts TEXTS = Texts.of("verify");

    private final Recovery recovery;
    private final Strangers strangers;
    private final ProofRun run;

    /**
     * @param strangers the members of other clusters at the planned URLs
     * @param run       the checks
     */
    Waiting(Recovery recovery, Strangers strangers, ProofRun run) {
        this.recovery = recovery;
        this.strangers = strangers;
        this.run = run;
    }

    private Optional<RestorePlan> plan() {
        return recovery.execution().outgoing().get();
    }

    /** Who answered in the last round; empty before the first. */
    ReadOnlyObjectProperty<Optional<ProbeReport>> answers() {
        return run.waiting();
    }

    /** The planned members, and what is awaited of each. */
    List<WaitingRow> rows() {
        List<Stranger> others = strangers.seen()
                .get()
                .stream()
                .filter(Sighting::current)
                .map(Sighting::stranger)
                .toList();
        return plan().map(plan -> WaitingRow.of(plan, answers().get(), others, run.waited(), TEXTS))
                .orElse(List.of());
    }

    /** Whether it was stopped after some members had been asked: their answers stay. */
    boolean isStopped() {
        return run.failed().get().filter(Failed::cancelled).isPresent() && answers().get().isPresent()
                && run.checks().isEmpty();
    }

    /** The planned members that did not answer when they were last asked. */
    List<AbsentMember> absent() {
        return plan().flatMap(plan -> answers().get().map(report -> AbsentMember.in(report, plan, TEXTS)))
                .orElse(List.of());
    }
}
