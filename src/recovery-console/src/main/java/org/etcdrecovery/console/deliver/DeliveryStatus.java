package org.etcdrecovery.console.deliver;

import org.etcdrecovery.console.deliver.DeliveryFacts.Trait;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.text.Texts;

/**
 * The status of a delivery, for the step Start.
 *
 * @param state   the state of the step
 * @param caption a few words
 * @param primary what to do next
 */
public record DeliveryStatus(StepState state, String caption, Primary<DeliveryStatus.Action> primary) {
    private static final Texts TEXTS = Texts.of("deliver");

    /** What the primary button does. */
    public enum Action {
        CHECK, STAGE, ACTIVATE, CONTINUE
    }

    /** The state of the step. */
    public static DeliveryStatus of(DeliveryFacts facts) {
        return new DeliveryStatus(state(facts), caption(facts), primary(facts));
    }

    private static StepState state(DeliveryFacts facts) {
        if (facts.changes()) {
            return StepState.TODO;
        }
        if (facts.isInPlace()) {
            return !facts.complete() || facts.any(Trait.TO_START) ? StepState.ATTENTION : StepState.DONE;
        }
        return facts.any(Trait.FAILED) ? StepState.FAILED : StepState.TODO;
    }

    private static String caption(DeliveryFacts facts) {
        if (facts.running().isPresent() && (facts.changes() || !facts.isInPlace())) {
            return TEXTS.get("caption.running." + facts.running().get(), facts.count(Trait.STAGED), facts.chosen());
        }
        if (facts.isInPlace() && facts.any(Trait.TO_START)) {
            return TEXTS.get("caption.toStart", facts.count(Trait.PLACED) - facts.count(Trait.TO_START),
                    facts.count(Trait.TO_START));
        }
        if (facts.isInPlace()) {
            return TEXTS.get(facts.any(Trait.QUARANTINED) ? "caption.kept" : "caption.placed",
                    facts.count(Trait.PLACED));
        }
        if (facts.any(Trait.FAILED) || facts.any(Trait.BLOCKED)) {
            return TEXTS.get("caption.failed", Math.max(facts.count(Trait.FAILED), facts.count(Trait.BLOCKED)));
        }
        if (facts.any(Trait.UNDONE)) {
            return TEXTS.get("caption.undone", facts.count(Trait.UNDONE));
        }
        if (facts.any(Trait.STAGED)) {
            return TEXTS.get("caption.staged", facts.count(Trait.STAGED), facts.chosen());
        }
        return facts.isChecked() ? TEXTS.get("caption.checked") : "";
    }

    private static Primary<Action> primary(DeliveryFacts facts) {
        if (facts.running().isPresent()) {
            return running(facts);
        }
        if (facts.chosen() == 0) {
            return Primary.withhold(TEXTS.get("check"), Action.CHECK, TEXTS.get("why.chosen"));
        }
        if (facts.any(Trait.INVALID)) {
            return Primary.withhold(TEXTS.get("check"), Action.CHECK, TEXTS.get("why.wrong"));
        }
        return switch (facts.next()) {
            case CHECK -> Primary.offer(TEXTS.get(facts.isChecked() ? "check.again" : "check"), Action.CHECK);
            case STAGE -> Primary.offer(TEXTS.get("stage"), Action.STAGE);
            case ACTIVATE -> activate(facts);
            case CONTINUE -> Primary.offer(TEXTS.get("continue"), Action.CONTINUE);
        };
    }

    private static Primary<Action> activate(DeliveryFacts facts) {
        String name = TEXTS.get("activate");
        if (!facts.majority()) {
            return Primary.withhold(name, Action.ACTIVATE, TEXTS.get("why.majority"));
        }
        return facts.unconfirmed().isEmpty()
                ? Primary.offer(name, Action.ACTIVATE)
                : Primary.withhold(name, Action.ACTIVATE, TEXTS.get("why.unconfirmed", facts.unconfirmed()));
    }

    private static Primary<Action> running(DeliveryFacts facts) {
        return switch (facts.running().orElseThrow()) {
            case CHECK -> Primary.withhold(TEXTS.get("stage"), Action.STAGE, TEXTS.get("why.checking"));
            case STAGE -> Primary.withhold(TEXTS.get("activate"), Action.ACTIVATE,
                    TEXTS.get("why.staging", facts.chosen()));
            case ACTIVATE -> Primary.withhold(TEXTS.get("continue"), Action.CONTINUE, TEXTS.get("why.activating"));
            case DISCARD -> Primary.withhold(TEXTS.get("stage"), Action.STAGE, TEXTS.get("why.busy"));
            case OPEN, ASK_UNDO, UNDO, CLEAN, EXPORT, SAVE -> Primary.withhold(TEXTS.get("continue"), Action.CONTINUE,
                    TEXTS.get("why.busy"));
        };
    }
}
