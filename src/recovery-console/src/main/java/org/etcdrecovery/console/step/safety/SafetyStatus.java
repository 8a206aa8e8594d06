package org.etcdrecovery.console.step.safety;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;

/** The status of the step Safety. */
final class SafetyStatus {
    private static final Texts TEXTS = Texts.of("safety");

    /** What the primary button does. */
    enum Action {
        CONTINUE
    }

    private SafetyStatus() {}

    static StepStatus<Action> of(SafetyFacts facts) {
        return new StepStatus<>(state(facts), caption(facts), primary(facts), facts.commands(),
                List.of(TEXTS.help("help.why"), TEXTS.help("help.costs")));
    }

    private static StepState state(SafetyFacts facts) {
        if (facts.inspected() && facts.wrong()) {
            return facts.wasPassed() ? StepState.FAILED : StepState.TODO;
        }
        if (facts.inspected() && facts.confirmed()) {
            return facts.warns() ? StepState.ATTENTION : StepState.DONE;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static String caption(SafetyFacts facts) {
        if (!facts.inspected()) {
            return "";
        }
        if (facts.wrong()) {
            return TEXTS.get("caption.problem");
        }
        if (!facts.confirmed()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        facts.asOf().ifPresent(revision -> parts.add(TEXTS.get("caption.back", Quantities.number(revision))));
        parts.add(facts.bump().isPresent()
                ? TEXTS.get("caption.bump", Quantities.number(facts.bump().getAsLong()))
                : TEXTS.get("caption.none"));
        if (facts.drops() > 0) {
            parts.add(TEXTS.get(facts.drops() < facts.leases() ? "caption.drop.some" : "caption.drop",
                    facts.drops(), Quantities.number(facts.drops()), Quantities.number(facts.leases())));
        }
        return String.join(". ", parts);
    }

    private static Primary<Action> primary(SafetyFacts facts) {
        String name = TEXTS.get("continue");
        if (!facts.inspected()) {
            return Primary.withhold(name, Action.CONTINUE, TEXTS.get("reason.snapshot"));
        }
        if (facts.pending()) {
            return Primary.withhold(name, Action.CONTINUE,
                    TEXTS.get(facts.unread() ? "reason.unread" : "reason.pending"));
        }
        return facts.wrong()
                ? Primary.withhold(name, Action.CONTINUE, TEXTS.get("reason.amount"))
                : Primary.offer(name, Action.CONTINUE);
    }
}
