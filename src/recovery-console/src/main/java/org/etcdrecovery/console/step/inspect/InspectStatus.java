package org.etcdrecovery.console.step.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepStatus;
import org.etcdrecovery.console.shell.StepStatus.Primary;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.etcdrecovery.core.snapshot.Verdict;

/** The status of the step Inspect. */
final class InspectStatus {
    private static final Texts TEXTS = Texts.of("inspect");

    /** What the primary button does. */
    enum Action {
        LEAD_ON, WRITE_SALVAGE
    }

    private InspectStatus() {}

    static StepStatus<Action> of(InspectFacts facts) {
        return new StepStatus<>(state(facts), caption(facts), primary(facts), commands(facts), help(facts));
    }

    private static Primary<Action> primary(InspectFacts facts) {
        InspectFacts.Salvage salvage = facts.salvage();
        String write = TEXTS.get("salvage.write");
        return switch (salvage.phase()) {
            case CLOSED -> new Primary<>(TEXTS.get("continue." + facts.kind()), Action.LEAD_ON, reason(facts));
            case READING -> Primary.withhold(write, Action.WRITE_SALVAGE, TEXTS.get("salvage.reason.reading"));
            case DECIDING -> new Primary<>(write, Action.WRITE_SALVAGE, decidingReason(salvage));
            case WRITING -> Primary.withhold(write, Action.WRITE_SALVAGE, TEXTS.get("salvage.reason.writing"));
        };
    }

    private static String decidingReason(InspectFacts.Salvage salvage) {
        if (!salvage.needed()) {
            return TEXTS.get("salvage.reason.needless");
        }
        return salvage.agreed() ? salvage.reason() : TEXTS.get("salvage.reason.agree");
    }

    private static StepState state(InspectFacts facts) {
        if (facts.running()) {
            return StepState.TODO;
        }
        if (facts.inspection().isPresent()) {
            return state(facts, facts.inspection().get());
        }
        if (facts.failed().isPresent()) {
            return facts.failed().get().cancelled() ? StepState.TODO : StepState.FAILED;
        }
        return facts.wasPassed() ? StepState.TODO_AGAIN : StepState.TODO;
    }

    private static StepState state(InspectFacts facts, Inspection inspection) {
        if (inspection.awaitsChoice()) {
            return StepState.TODO;
        }
        return switch (inspection.verdict()) {
            case RESTORABLE -> facts.verdict().tone() == Tone.SUCCESS ? StepState.DONE : StepState.ATTENTION;
            // A file that needs a consent must not be passed by a click on the rail.
            case RESTORABLE_WITH_CARE -> needsConsent(facts) ? StepState.TODO : StepState.ATTENTION;
            case DAMAGED -> inspection.facts().isPresent() && facts.consented()
                    ? StepState.ATTENTION
                    : StepState.FAILED;
            case NOT_A_SNAPSHOT -> StepState.FAILED;
        };
    }

    private static String caption(InspectFacts facts) {
        if (facts.running()) {
            return TEXTS.get("caption.running");
        }
        if (facts.inspection().isPresent()) {
            return needsConsent(facts) && facts.inspection().get().verdict() != Verdict.DAMAGED
                    ? TEXTS.get("caption.consent")
                    : facts.verdict().caption();
        }
        return facts.failed()
                .map(why -> TEXTS.get(why.cancelled() ? "caption.stopped" : "caption.failed"))
                .orElse("");
    }

    /** Whether the planner would refuse the file because of its hash. Only a run that restores needs the consent. */
    private static boolean needsConsent(InspectFacts facts) {
        boolean restores = facts.kind() == RunKind.RECOVER || facts.kind() == RunKind.RESCUE;
        return restores && !facts.consented() && facts.facts()
                .map(known -> known.hashes().trailingHash())
                .filter(hash -> hash.state() != State.RIGHT)
                .isPresent();
    }

    private static String reason(InspectFacts facts) {
        if (facts.file().isEmpty()) {
            return TEXTS.get("reason.nofile");
        }
        if (facts.running()) {
            return TEXTS.get("reason.running");
        }
        if (facts.inspection().isEmpty()) {
            return TEXTS.get(facts.failed().filter(why -> !why.cancelled()).isPresent()
                    ? "reason.failed"
                    : "reason.again");
        }
        if (facts.inspection().get().awaitsChoice()) {
            return TEXTS.get("reason.choose");
        }
        if (facts.kind() == RunKind.SAVE) {
            return "";
        }
        Verdict verdict = facts.inspection().get().verdict();
        if (verdict == Verdict.NOT_A_SNAPSHOT) {
            return TEXTS.get("reason.foreign");
        }
        if (verdict == Verdict.DAMAGED && !(facts.facts().isPresent() && facts.consented())) {
            return TEXTS.get("reason.damaged");
        }
        return needsConsent(facts) ? TEXTS.get("reason.consent") : "";
    }

    private static List<HelpTopic> help(InspectFacts facts) {
        List<HelpTopic> topics = new ArrayList<>();
        Optional<Verdict> verdict = facts.inspection().map(Inspection::verdict);
        if (verdict.filter(Verdict.DAMAGED::equals).isPresent()) {
            topics.add(TEXTS.help("help.damaged"));
            topics.add(TEXTS.help("help.salvage"));
        }
        boolean awaitsChoice = facts.inspection().filter(Inspection::awaitsChoice).isPresent();
        if (verdict.filter(Verdict.NOT_A_SNAPSHOT::equals).isPresent() && !awaitsChoice) {
            topics.add(TEXTS.help("help.foreign"));
        }
        if (facts.facts().filter(known -> known.hashes().trailingHash().state() != State.RIGHT).isPresent()) {
            topics.add(TEXTS.help("help.nohash"));
        }
        topics.addAll(facts.figures().help());
        if (facts.facts().isPresent()) {
            topics.add(TEXTS.help("help.v2"));
        }
        return topics;
    }

    private static List<Command> commands(InspectFacts facts) {
        if (facts.file().isEmpty()) {
            return List.of();
        }
        SnapshotName file = facts.file().get();
        if (facts.inspection().isPresent() && facts.facts().isEmpty()) {
            return facts.inspection().get().maySalvage()
                    ? List.of(FileCommands.verify(file), salvage(file, facts.salvage()))
                    : List.of(FileCommands.verify(file));
        }
        EtcdRelease tool = facts.facts()
                .flatMap(known -> known.versions().storage().or(known.versions()::cluster))
                .flatMap(EtcdRelease::of)
                .orElse(EtcdRelease.DEFAULT);
        if (file.address().isPresent() || facts.inspection().filter(known -> known.packed().isEmpty()).isEmpty()) {
            // etcd's tools open no packed files, and whether this is one is only known after the inspection. And they
            // open nothing in object storage.
            return List.of(FileCommands.verify(file), FileCommands.hashKv(file));
        }
        return List.of(FileCommands.status(file.file(), tool), FileCommands.verify(file), FileCommands.hashKv(file));
    }

    private static Command salvage(SnapshotName file, InspectFacts.Salvage salvage) {
        return salvage.target()
                .filter(_ -> salvage.phase() != Making.CLOSED)
                .map(out -> FileCommands.salvage(file, out, salvage.accepted()))
                .orElseGet(() -> FileCommands.salvage(file));
    }
}
