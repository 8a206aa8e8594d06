package org.etcdrecovery.console.deliver;

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
            return facts.chosen() < facts.members() || facts.toStart() > 0 ? StepState.ATTENTION : StepState.DONE;
        }
        return facts.failed() > 0 ? StepState.FAILED : StepState.TODO;
    }

    private static String caption(DeliveryFacts facts) {
        if (facts.running().isPresent() && (facts.changes() || !facts.isInPlace())) {
            return TEXTS.get("caption.running." + facts.running().get(), facts.staged(), facts.chosen());
        }
        if (facts.isInPlace() && facts.toStart() > 0) {
            return TEXTS.get("caption.toStart", facts.placed() - facts.toStart(), facts.toStart());
        }
        if (facts.isInPlace()) {
            return TEXTS.get(facts.kept() > 0 ? "caption.kept" : "caption.placed", facts.placed());
        }
        if (facts.failed() + facts.blocked() > 0) {
            return TEXTS.get("caption.failed", Math.max(facts.failed(), facts.blocked()));
        }
        if (facts.undone() > 0) {
            return TEXTS.get("caption.undone", facts.undone());
        }
        if (facts.staged() > 0) {
            return TEXTS.get("caption.staged", facts.staged(), facts.chosen());
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
        if (facts.invalid() > 0) {
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
        if (!facts.isMajority()) {
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
