package org.etcdrecovery.console.step.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;

/** The status of the step Snapshot. */
final class SaveStatus {
    private static final Texts TEXTS = Texts.of("snapshot");

    /** What the primary button does. */
    enum Action {
        SAVE, CONTINUE
    }

    private SaveStatus() {}

    static StepStatus<Action> of(SaveFacts facts) {
        return new StepStatus<>(state(facts), caption(facts), primary(facts), facts.commands(), help(facts));
    }

    private static StepState state(SaveFacts facts) {
        if (facts.saving()) {
            return StepState.TODO;
        }
        if (facts.file().isPresent()) {
            return StepState.DONE;
        }
        if (isFailed(facts)) {
            return StepState.FAILED;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static boolean isFailed(SaveFacts facts) {
        return facts.failed().filter(why -> !why.cancelled()).isPresent();
    }

    private static String caption(SaveFacts facts) {
        if (facts.saving()) {
            return facts.percent().isPresent()
                    ? TEXTS.get("caption.saving", String.valueOf(facts.percent().getAsInt()))
                    : TEXTS.get("caption.connecting");
        }
        return facts.file()
                .map(choice -> FileNames.of(choice.file()))
                .orElseGet(() -> isFailed(facts) ? TEXTS.get("caption.failed") : "");
    }

    private static Primary<Action> primary(SaveFacts facts) {
        if (facts.saving()) {
            return Primary.withhold(TEXTS.get("continue"), Action.CONTINUE, TEXTS.get("reason.running"));
        }
        if (facts.complete()) {
            return facts.file().isPresent()
                    ? Primary.offer(TEXTS.get("continue"), Action.CONTINUE)
                    : Primary.withhold(TEXTS.get("continue"), Action.CONTINUE, TEXTS.get("reason.nofile"));
        }
        String name = TEXTS.get("save");
        if (facts.from().isEmpty()) {
            return Primary.withhold(name, Action.SAVE, TEXTS.get("reason.nobody"));
        }
        if (!facts.looked()) {
            return Primary.withhold(name, Action.SAVE, TEXTS.get("reason.looking"));
        }
        return facts.problem().isEmpty()
                ? Primary.offer(name, Action.SAVE)
                : Primary.withhold(name, Action.SAVE, TEXTS.get("reason.target"));
    }

    private static List<HelpTopic> help(SaveFacts facts) {
        List<HelpTopic> topics = new ArrayList<>();
        if (facts.repeated()) {
            topics.add(TEXTS.help("help.repeat"));
        }
        topics.add(TEXTS.help("help.snapshot"));
        facts.from()
                .filter(MemberChoice::isWithoutLeader)
                .ifPresent(one -> topics.add(TEXTS.help("help.leaderless", one.label())));
        topics.add(TEXTS.help("help.copy"));
        return topics;
    }
}
