package org.etcdrecovery.console.step.start;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.console.deliver.DeliveryFacts;
import org.etcdrecovery.console.deliver.DeliveryStatus;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;

/** The status of the step Start. */
final class StartStatus {
    private static final Texts TEXTS = Texts.of("start");

    private StartStatus() {}

    static StepStatus<Action> of(StartFacts facts) {
        if (facts.delivery().isPresent()) {
            return delivering(facts, DeliveryStatus.of(facts.delivery().get()));
        }
        return new StepStatus<>(state(facts), caption(facts), primary(facts), List.of(), help(facts));
    }

    private static StepStatus<Action> delivering(StartFacts facts, DeliveryStatus delivery) {
        Texts words = Texts.of("deliver");
        // Before, the old members are expected to run.
        boolean strangers = facts.strangers() > 0 && facts.delivery().filter(DeliveryFacts::isInPlace).isPresent();
        StepState state = strangers
                ? StepState.FAILED
                : delivery.state() == StepState.TODO && facts.wasPassed() ? StepState.TODO_AGAIN : delivery.state();
        return new StepStatus<>(state, strangers ? TEXTS.get("caption.strangers") : delivery.caption(),
                delivery.primary(), facts.commands(),
                List.of(words.help("help.staged"), words.help("help.down"), words.help("help.journal")));
    }

    private static StepState state(StartFacts facts) {
        if (facts.strangers() > 0) {
            return StepState.FAILED;
        }
        if (facts.here() && !facts.handed().isEmpty()) {
            return facts.elsewhere() > 0 ? StepState.ATTENTION : StepState.DONE;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static String caption(StartFacts facts) {
        if (facts.strangers() > 0) {
            return TEXTS.get("caption.strangers");
        }
        return facts.elsewhere() > 0 ? TEXTS.get("caption.elsewhere", facts.elsewhere()) : facts.handed();
    }

    private static Primary<Action> primary(StartFacts facts) {
        String name = TEXTS.get("continue");
        return facts.here()
                ? Primary.offer(name, Action.CONTINUE)
                : Primary.withhold(name, Action.CONTINUE,
                        TEXTS.get(facts.members() == 0 ? "why.notrestored" : "why.elsewhere"));
    }

    private static List<HelpTopic> help(StartFacts facts) {
        List<HelpTopic> topics = new ArrayList<>(List.of(TEXTS.help("help.existing")));
        if (facts.members() != 1) {
            topics.add(TEXTS.help("help.together"));
        }
        topics.add(TEXTS.help("help.keep"));
        return topics;
    }
}
