package org.etcdrecovery.console.step.restore;

import java.util.List;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.step.restore.RestoreFacts.OnHosts;
import org.etcdrecovery.console.step.restore.RestoreFacts.Rehearsed;
import org.etcdrecovery.console.step.restore.RestoreFacts.Targets;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;

/** The status of the step Restore. */
final class RestoreStatus {
    private static final Texts TEXTS = Texts.of("restore");
    private static final Texts REHEARSAL = Texts.of("rehearse");

    /** What the primary button does. */
    enum Action {
        WRITE,
        /** Leaves the plan to the delivery, and continues. */
        LEAVE, CONTINUE
    }

    private RestoreStatus() {}

    static StepStatus<Action> of(RestoreFacts facts) {
        return new StepStatus<>(state(facts), caption(facts), primary(facts), facts.commands(), help(facts));
    }

    private static List<HelpTopic> help(RestoreFacts facts) {
        if (facts.isLeft() || (facts.hosts().isPresent() && facts.rehearsal() == Rehearsed.NOT)) {
            return List.of(TEXTS.help("help.hosts"), TEXTS.help("help.back"));
        }
        return facts.rehearsal() == Rehearsed.NOT || facts.restored() || facts.writing()
                ? List.of(TEXTS.help("help.write"), TEXTS.help("help.then"))
                : List.of(REHEARSAL.help("help.why"), REHEARSAL.help("help.used"));
    }

    private static StepState state(RestoreFacts facts) {
        if (facts.writing()) {
            return StepState.TODO;
        }
        if (facts.restored()) {
            return facts.rehearsalFailed() ? StepState.ATTENTION : StepState.DONE;
        }
        if (facts.isLeft()) {
            OnHosts hosts = facts.hosts().orElseThrow();
            return hosts.rehearsalFailed()
                    ? StepState.ATTENTION
                    : hosts.placed() == facts.members() ? StepState.DONE : StepState.LEFT;
        }
        if (facts.failed().filter(why -> !why.cancelled()).isPresent()
                || facts.rehearsal() == Rehearsed.DISPROVED) {
            return StepState.FAILED;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static String caption(RestoreFacts facts) {
        if (facts.writing()) {
            return TEXTS.get("caption.writing", facts.staged(), facts.members());
        }
        if (facts.restored()) {
            return TEXTS.get(facts.rehearsalFailed() ? "caption.despite" : "caption.done", facts.members());
        }
        if (facts.isLeft()) {
            OnHosts hosts = facts.hosts().orElseThrow();
            return hosts.placed() > 0
                    ? TEXTS.get("caption.placed", hosts.placed(), facts.members())
                    : TEXTS.get(hosts.rehearsalFailed() ? "caption.left.despite" : "caption.left");
        }
        if (facts.failed().isPresent()) {
            return TEXTS.get(facts.failed().get().cancelled() ? "caption.stopped" : "caption.failed");
        }
        if (facts.rehearsal() == Rehearsed.RUNNING) {
            return TEXTS.get("caption.rehearsing");
        }
        if (facts.rehearsal() == Rehearsed.PROVEN || facts.rehearsal() == Rehearsed.DISPROVED) {
            return TEXTS.get(facts.rehearsal() == Rehearsed.PROVEN ? "caption.rehearsed" : "caption.disproved");
        }
        boolean obstructed = facts.targets() == Targets.IN_THE_WAY || facts.targets() == Targets.TOO_SMALL;
        return facts.hosts().isEmpty() && obstructed && !facts.wasPassed() ? TEXTS.get("caption.intheway") : "";
    }

    private static Primary<Action> primary(RestoreFacts facts) {
        if (facts.writing()) {
            return Primary.withhold(TEXTS.get("continue"), Action.CONTINUE, TEXTS.get("why.writing", facts.members()));
        }
        if (facts.restored()) {
            return Primary.offer(TEXTS.get("continue"), Action.CONTINUE);
        }
        if (facts.hosts().isPresent()) {
            return onHosts(facts);
        }
        String name = TEXTS.get("write", facts.members());
        if (facts.members() == 0) {
            return Primary.withhold(name, Action.WRITE,
                    TEXTS.get(facts.inspected() ? "why.noplan" : "why.nosnapshot"));
        }
        if (facts.rehearsal() == Rehearsed.RUNNING) {
            return Primary.withhold(name, Action.WRITE, TEXTS.get("why.rehearsing"));
        }
        return switch (facts.targets()) {
            case BEING_LOOKED_AT -> Primary.withhold(name, Action.WRITE, TEXTS.get("why.looking"));
            case UNKNOWN -> Primary.withhold(name, Action.WRITE, TEXTS.get("why.notlooked"));
            case IN_THE_WAY -> Primary.withhold(name, Action.WRITE, TEXTS.get("why.intheway"));
            case TOO_SMALL -> Primary.withhold(name, Action.WRITE, TEXTS.get("why.nospace"));
            case FREE -> Primary.offer(name, Action.WRITE);
        };
    }

    private static Primary<Action> onHosts(RestoreFacts facts) {
        String name = TEXTS.get("continue");
        if (facts.members() == 0) {
            return Primary.withhold(name, Action.LEAVE,
                    TEXTS.get(facts.inspected() ? "why.noplan" : "why.nosnapshot"));
        }
        if (facts.rehearsal() == Rehearsed.RUNNING) {
            return Primary.withhold(name, Action.LEAVE, TEXTS.get("why.rehearsing"));
        }
        return Primary.offer(name, facts.isLeft() ? Action.CONTINUE : Action.LEAVE);
    }
}
