package org.etcdrecovery.console;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.util.Subscription;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * Brings a run that goes on to the step in which it was interrupted. The file is inspected again on the way: only when
 * it is the same, byte by byte, does what was decided about it hold. Whoever goes elsewhere meanwhile is left there.
 */
final class Resumption {
    private final InterruptedRun interrupted;
    private final Wizard wizard;
    private final Recovery recovery;
    private Subscription following = Subscription.EMPTY;
    private StepModel shown;
    private boolean under;

    Resumption(InterruptedRun interrupted, Wizard wizard, Recovery recovery) {
        this.interrupted = interrupted;
        this.wizard = wizard;
        this.recovery = recovery;
        this.shown = wizard.current().get();
    }

    /** The step in which it was interrupted. */
    private StepId target() {
        return Stream.of(StepId.values())
                .filter(step -> step.name().equals(interrupted.step()))
                .findFirst()
                .orElse(StepId.SOURCE);
    }

    /** Goes as far as it can without the inspection, which the step Inspect begins when it is shown. */
    void begin() {
        under = true;
        following = Subscription.combine(wizard.steps()
                .stream()
                .filter(step -> step.outline().id().compareTo(StepId.INSPECT) < 0)
                .map(step -> step.outline().state().subscribe(this::advance))
                .toArray(Subscription[]::new));
        advance();
    }

    /** Whether what is shown is on the way, and not where the run has come to. */
    boolean isUnderWay() {
        return under && wizard.current().get().equals(shown);
    }

    /**
     * The file was inspected.
     *
     * @param confirm tells a step that it was gone through before, with this very file
     */
    void inspected(Consumer<StepId> confirm) {
        if (isUnderWay() && isTheSameFile()) {
            Stream.of(StepId.CLUSTER, StepId.SAFETY, StepId.START)
                    .filter(step -> step.compareTo(target()) < 0)
                    .forEach(confirm);
            advance();
        }
        end();
    }

    /** The step in which it was interrupted, by its name. */
    String step() {
        return interrupted.step();
    }

    /** What told that file from any other; empty when it was not inspected. */
    Optional<String> sha256() {
        return recovery.snapshot().get().equals(interrupted.snapshot()) ? interrupted.sha256() : Optional.empty();
    }

    private boolean isTheSameFile() {
        return recovery.facts().map(facts -> facts.hashes().sha256()).equals(interrupted.sha256());
    }

    private void advance() {
        if (!isUnderWay()) {
            end();
            return;
        }
        wizard.steps()
                .stream()
                .filter(step -> step.outline().id().compareTo(target()) <= 0 && !step.isPassedBy()
                        && wizard.isOpen(step))
                .reduce((_, later) -> later)
                .filter(step -> step.outline().id().compareTo(shown.outline().id()) > 0)
                .ifPresent(step -> {
                    shown = step;
                    wizard.goTo(step);
                });
    }

    private void end() {
        under = false;
        following.unsubscribe();
    }
}
