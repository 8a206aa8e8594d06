package org.etcdrecovery.console.step.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.command.RecoveryCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.shell.Command;

/** The status of the step Verify. */
final class VerifyStatus {
    private static final Texts TEXTS = Texts.of("verify");

    /** What the primary button does. */
    enum Action {
        CHECK, OPEN, FINISH
    }

    private VerifyStatus() {}

    static StepStatus<Action> of(VerifyFacts facts) {
        return new StepStatus<>(state(facts), caption(facts), primary(facts),
                facts.settings().map(how -> command(facts, how)).stream().toList(),
                List.of(TEXTS.help("help.hashkv"), TEXTS.help("help.canary"), TEXTS.help("help.first")));
    }

    private static StepState state(VerifyFacts facts) {
        if (facts.busy()) {
            return StepState.TODO;
        }
        if (facts.proof().isPresent() && facts.stale()) {
            return StepState.TODO_AGAIN;
        }
        if (facts.proof().isPresent()) {
            return facts.isDone() && facts.lapse().filter(lapse -> !lapse.majority()).isEmpty()
                    ? done(facts)
                    : StepState.FAILED;
        }
        if (facts.strangers() > 0 || facts.failed().filter(why -> !why.cancelled()).isPresent()) {
            return StepState.FAILED;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static StepState done(VerifyFacts facts) {
        return facts.lapse().isPresent() || facts.elsewhere() > 0 || facts.kept() > 0 || facts.isOpen()
                ? StepState.ATTENTION
                : StepState.DONE;
    }

    private static String caption(VerifyFacts facts) {
        if (facts.step().isPresent()) {
            return Texts.of("deliver").get("caption.running." + facts.step().get(), 0, 0);
        }
        if (facts.busy()) {
            return TEXTS.get("caption.checking");
        }
        if (facts.strangers() > 0) {
            return TEXTS.get("caption.strangers");
        }
        if (facts.proof().isPresent() && facts.stale()) {
            return TEXTS.get("caption.changed");
        }
        if (facts.isDone() && facts.lapse().isPresent()) {
            List<String> members = facts.lapse().get().members();
            return TEXTS.get("caption.lapse", members.getFirst(), members.size());
        }
        if (facts.isDone() && facts.elsewhere() > 0) {
            return TEXTS.get("caption.elsewhere", facts.elsewhere());
        }
        if (facts.isDone() && facts.kept() > 0) {
            return TEXTS.get("caption.kept");
        }
        if (facts.isDone() && facts.isOpen()) {
            return TEXTS.get("caption.without");
        }
        if (facts.proof().isPresent()) {
            return TEXTS.get(facts.isProven() ? "caption.proven" : "caption.notproven");
        }
        return facts.failed().filter(why -> !why.cancelled()).isPresent() ? TEXTS.get("caption.failed") : "";
    }

    private static Primary<Action> primary(VerifyFacts facts) {
        String name = TEXTS.get(facts.proof().isPresent() || facts.failed().isPresent() ? "check.again" : "check");
        if (facts.step().isPresent()) {
            String held = facts.isDone() && facts.kept() > 0 ? Texts.of("deliver").get("hosts.open") : name;
            return Primary.withhold(held, Action.CHECK, Texts.of("deliver").get("why.busy"));
        }
        if (facts.busy()) {
            return Primary.withhold(TEXTS.get("check"), Action.CHECK, TEXTS.get("why.checking"));
        }
        if (!facts.restored()) {
            return Primary.withhold(name, Action.CHECK, TEXTS.get("why.notrestored"));
        }
        if (facts.isDone() && facts.lapse().isPresent()) {
            return Primary.offer(name, Action.CHECK);
        }
        if (facts.isDone() && facts.kept() > 0) {
            return Primary.offer(Texts.of("deliver").get("hosts.open"), Action.OPEN);
        }
        if (facts.isDone()) {
            return Primary.offer(TEXTS.get("done"), Action.FINISH);
        }
        return facts.settings().isEmpty()
                ? Primary.withhold(name, Action.CHECK, TEXTS.get("why.settings"))
                : Primary.offer(name, Action.CHECK);
    }

    /** The command needs the plan as a file; until it is saved, this uses the suggested name. */
    private static Command command(VerifyFacts facts, ConnectionSettings how) {
        Command prove = new RecoveryCommands(how, Optional.empty()).prove(
                facts.planFile().orElse(Path.of(PlanSaver.NAME)), facts.canary(), ProofRequest.DEFAULT_PATIENCE,
                facts.hosts(), facts.without());
        if (facts.planFile().isPresent()) {
            return prove;
        }
        List<String> notes = new ArrayList<>(prove.notes());
        notes.add(TEXTS.get("command.plan"));
        return new Command(prove.text(), notes);
    }
}
