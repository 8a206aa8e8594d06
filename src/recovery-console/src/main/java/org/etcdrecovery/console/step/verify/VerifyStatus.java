package org.etcdrecovery.console.step.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.step.verify.VerifyFacts.Checks;
import org.etcdrecovery.console.step.verify.VerifyFacts.Request;
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
        CHECK, START, OPEN, FINISH
    }

    private VerifyStatus() {}

    static StepStatus<Action> of(VerifyFacts facts) {
        return new StepStatus<>(state(facts), caption(facts), primary(facts),
                facts.request().settings().map(how -> command(facts.request(), how)).stream().toList(),
                List.of(TEXTS.help("help.hashkv"), TEXTS.help("help.canary"), TEXTS.help("help.first")));
    }

    private static StepState state(VerifyFacts facts) {
        Checks checks = facts.checks();
        if (checks.busy()) {
            return StepState.TODO;
        }
        if (checks.proof().isPresent() && checks.stale()) {
            return StepState.TODO_AGAIN;
        }
        if (checks.proof().isPresent()) {
            return facts.isDone() && facts.lapse().filter(lapse -> !lapse.majority()).isEmpty()
                    ? done(facts)
                    : StepState.FAILED;
        }
        if (facts.hosts().takenAway()) {
            return StepState.TODO;
        }
        if (facts.others().here() > 0 || checks.haveFailed()) {
            return StepState.FAILED;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static StepState done(VerifyFacts facts) {
        return facts.lapse().isPresent() || facts.others().elsewhere() > 0 || facts.hosts().quarantined() > 0
                || facts.checks().isOpen()
                        ? StepState.ATTENTION
                        : StepState.DONE;
    }

    private static String caption(VerifyFacts facts) {
        Checks checks = facts.checks();
        if (facts.hosts().step().isPresent()) {
            return Texts.of("deliver").get("caption.running." + facts.hosts().step().get(), 0, 0);
        }
        if (checks.busy()) {
            return TEXTS.get("caption.checking");
        }
        if (facts.hosts().takenAway()) {
            return TEXTS.get("caption.undone");
        }
        if (facts.others().here() > 0) {
            return TEXTS.get("caption.strangers");
        }
        if (checks.proof().isPresent() && checks.stale()) {
            return TEXTS.get("caption.changed");
        }
        if (facts.isDone() && facts.lapse().isPresent()) {
            List<String> members = facts.lapse().get().members();
            return TEXTS.get("caption.lapse", members.getFirst(), members.size());
        }
        if (facts.isDone() && facts.others().elsewhere() > 0) {
            return TEXTS.get("caption.elsewhere", facts.others().elsewhere());
        }
        if (facts.isDone() && facts.hosts().quarantined() > 0) {
            return TEXTS.get("caption.kept");
        }
        if (facts.isDone() && checks.isOpen()) {
            return TEXTS.get("caption.without");
        }
        if (checks.proof().isPresent()) {
            return TEXTS.get(checks.isProven() ? "caption.proven" : "caption.notproven");
        }
        return checks.haveFailed() ? TEXTS.get("caption.failed") : "";
    }

    /** Its name changes only with what the operator does: a click must not hit what came under the pointer by itself. */
    private static Primary<Action> primary(VerifyFacts facts) {
        Checks checks = facts.checks();
        if (checks.busy() && facts.hosts().step().isEmpty()) {
            return Primary.withhold(TEXTS.get("check"), Action.CHECK, TEXTS.get("why.checking"));
        }
        if (facts.hosts().takenAway()) {
            String back = TEXTS.get("back.start");
            return facts.hosts().step().isPresent()
                    ? Primary.withhold(back, Action.START, Texts.of("deliver").get("why.busy"))
                    : Primary.offer(back, Action.START);
        }
        boolean open = facts.hosts().quarantined() > 0;
        Primary<Action> offered = facts.isConcluded()
                ? Primary.offer(open ? Texts.of("deliver").get("hosts.open") : TEXTS.get("done"),
                        open ? Action.OPEN : Action.FINISH)
                : Primary.offer(TEXTS.get(checks.proof().isPresent() || checks.failed().isPresent()
                        ? "check.again"
                        : "check"), Action.CHECK);
        String why = why(facts);
        return why.isEmpty() ? offered : Primary.withhold(offered.name(), offered.action(), why);
    }

    private static String why(VerifyFacts facts) {
        if (facts.hosts().step().isPresent()) {
            return Texts.of("deliver").get("why.busy");
        }
        if (!facts.restored()) {
            return TEXTS.get("why.notrestored");
        }
        if (!facts.isConcluded()) {
            return facts.request().settings().isEmpty() ? TEXTS.get("why.settings") : "";
        }
        return facts.others().here() > 0
                ? TEXTS.get("why.strangers")
                : facts.lapse()
                        .map(lapse -> TEXTS.get("why.lapse", lapse.members().getFirst(), lapse.members().size()))
                        .orElse("");
    }

    /** The command needs the plan as a file; until it is saved, this uses the suggested name. */
    private static Command command(Request request, ConnectionSettings how) {
        Command prove = new RecoveryCommands(how, Optional.empty()).prove(
                request.planFile().orElse(Path.of(PlanSaver.NAME)), request.canary(), ProofRequest.DEFAULT_PATIENCE,
                request.routes(), request.without());
        if (request.planFile().isPresent()) {
            return prove;
        }
        List<String> notes = new ArrayList<>(prove.notes());
        notes.add(TEXTS.get("command.plan"));
        return new Command(prove.text(), notes);
    }
}
