package org.etcdrecovery.console.step.cluster;

import java.util.List;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.text.Texts;

/** The status of the step Cluster. */
final class ClusterStatus {
    private static final Texts TEXTS = Texts.of("cluster");

    /** What the primary button does. */
    enum Action {
        CONTINUE
    }

    private ClusterStatus() {}

    static StepStatus<Action> of(ClusterFacts facts) {
        return new StepStatus<>(state(facts), caption(facts), primary(facts), facts.commands(),
                List.of(TEXTS.help("help.new"), TEXTS.help("help.size")));
    }

    private static StepState state(ClusterFacts facts) {
        if (facts.inspected() && facts.refusals() > 0) {
            return facts.wasPassed() ? StepState.FAILED : StepState.TODO;
        }
        if (facts.inspected() && facts.confirmed()) {
            return facts.warns() ? StepState.ATTENTION : StepState.DONE;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static String caption(ClusterFacts facts) {
        if (!facts.inspected()) {
            return "";
        }
        if (facts.refusals() > 0) {
            return TEXTS.get("caption.problems", facts.refusals());
        }
        return facts.confirmed() ? TEXTS.get("caption.members", facts.written(), facts.later()) : "";
    }

    private static Primary<Action> primary(ClusterFacts facts) {
        String name = TEXTS.get("continue");
        if (!facts.inspected()) {
            return Primary.withhold(name, Action.CONTINUE, TEXTS.get("reason.snapshot"));
        }
        if (facts.pasting()) {
            return Primary.withhold(name, Action.CONTINUE, TEXTS.get("reason.paste"));
        }
        return facts.refusals() > 0
                ? Primary.withhold(name, Action.CONTINUE, facts.reason())
                : Primary.offer(name, Action.CONTINUE);
    }
}
