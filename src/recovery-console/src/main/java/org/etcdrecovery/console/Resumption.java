package org.etcdrecovery.console;

import java.util.Optional;
import javafx.util.Subscription;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.Wizard;

/**
 * Takes a resumed run back to the step in which it was interrupted. On the way the file is inspected again: earlier
 * decisions about it hold only if it is the same, byte by byte. If the operator goes elsewhere meanwhile, the run stays
 * there.
 */
final class Resumption {
    private final InterruptedRun interrupted;
    private final Wizard wizard;
    private final Recovery recovery;
    private Subscription following = Subscription.EMPTY;
    private StepModel shown;
    private boolean underWay;

    Resumption(InterruptedRun interrupted, Wizard wizard, Recovery recovery) {
        this.interrupted = interrupted;
        this.wizard = wizard;
        this.recovery = recovery;
        this.shown = wizard.current().get();
    }

    private StepId target() {
        return next(StepId.named(interrupted.progress().step()).orElse(StepId.SOURCE), recovery);
    }

    /**
     * The step in which the operator is needed next: the one that was shown, unless that is done with. Neither a snapshot
     * that is saved nor directories that are written, or left to the delivery, are made again.
     */
    static StepId next(StepId shown, Recovery recovery) {
        if (recovery.execution().outgoing().get().isPresent() && shown.compareTo(StepId.START) < 0) {
            return StepId.START;
        }
        return shown == StepId.SNAPSHOT && recovery.snapshot().get().isPresent() ? StepId.INSPECT : shown;
    }

    /** Goes as far as possible without the inspection, which the step Inspect starts when shown. */
    void begin() {
        underWay = true;
        following = Subscription.combine(wizard.steps()
                .stream()
                .filter(step -> step.outline().id().compareTo(StepId.INSPECT) < 0)
                .map(step -> step.outline().state().subscribe(this::advance))
                .toArray(Subscription[]::new));
        advance();
    }

    /** Whether the run is still on its way to the step in which it was interrupted. */
    boolean isUnderWay() {
        return underWay && wizard.current().get().equals(shown);
    }

    /** Called when the file has been inspected and every step knows it. */
    void inspected() {
        if (isUnderWay() && isTheSameFile()) {
            // They were completed earlier with this same file.
            wizard.steps()
                    .stream()
                    .filter(step -> step.outline().id().compareTo(StepId.INSPECT) > 0
                            && step.outline().id().compareTo(target()) < 0)
                    .forEach(StepModel::confirm);
            advance();
        }
        end();
    }

    /** The name of the step in which the run was interrupted. */
    String step() {
        return interrupted.progress().step();
    }

    /** The SHA-256 of the file that was inspected; empty if no file was. */
    Optional<String> sha256() {
        return recovery.snapshot().get().equals(interrupted.subject().snapshot())
                ? interrupted.subject().sha256()
                : Optional.empty();
    }

    private boolean isTheSameFile() {
        return recovery.facts().map(facts -> facts.hashes().sha256()).equals(interrupted.subject().sha256());
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
        underWay = false;
        following.unsubscribe();
    }
}
