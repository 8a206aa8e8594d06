package org.etcdrecovery.console.step.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.etcdrecovery.core.snapshot.Verdict;

/** What the shell shows of the step: its place in the rail, the primary button, the help, the commands. */
final class InspectStanding {
    private final Texts texts = Texts.of("inspect");
    private final Recovery recovery;
    private final StepOutline outline;
    private final Runnable leadOn;
    private boolean wasDone;

    /** @param leadOn the action of the primary button */
    InspectStanding(Recovery recovery, StepOutline outline, Runnable leadOn) {
        this.recovery = recovery;
        this.outline = outline;
        this.leadOn = leadOn;
    }

    /** Updates the outline of the step. */
    void show(VerdictWords verdict, Optional<Failed> failed, Figures figures) {
        String reason = reason(failed);
        String name = texts.get("continue." + recovery.kind());
        if (reason.isEmpty()) {
            outline.primary().offer(name, leadOn);
        } else {
            outline.primary().withhold(name, reason);
        }
        updateState(verdict, failed);
        outline.explain(help(figures));
        outline.command(recovery.snapshot().get().map(choice -> commands(choice.file())).orElse(List.of()));
    }

    private void updateState(VerdictWords verdict, Optional<Failed> failed) {
        Optional<Inspection> inspection = recovery.inspection().get();
        if (outline.activity().isRunning()) {
            outline.setState(StepState.TODO, texts.get("caption.running"));
        } else if (inspection.isPresent()) {
            wasDone = true;
            outline.setState(state(inspection.get()), needsConsent() && inspection.get().verdict() != Verdict.DAMAGED
                    ? texts.get("caption.consent")
                    : verdict.caption());
        } else if (failed.isPresent()) {
            outline.setState(failed.get().cancelled() ? StepState.TODO : StepState.FAILED,
                    texts.get(failed.get().cancelled() ? "caption.stopped" : "caption.failed"));
        } else {
            outline.setState(wasDone ? StepState.TODO_AGAIN : StepState.TODO, "");
        }
    }

    private StepState state(Inspection inspection) {
        return switch (inspection.verdict()) {
            case RESTORABLE -> StepState.DONE;
            // A file that needs a consent must not be passed by a click on the rail.
            case RESTORABLE_WITH_CARE -> needsConsent() ? StepState.TODO : StepState.ATTENTION;
            case DAMAGED -> inspection.facts().isPresent() && recovery.request().get().skipHashCheck()
                    ? StepState.ATTENTION
                    : StepState.FAILED;
            case NOT_A_SNAPSHOT -> StepState.FAILED;
        };
    }

    /** Whether the planner would refuse the file because of its hash. Only a run that restores needs the consent. */
    private boolean needsConsent() {
        boolean restores = recovery.kind() == RunKind.RECOVER || recovery.kind() == RunKind.RESCUE;
        return restores && !recovery.request().get().skipHashCheck() && recovery.facts()
                .map(known -> known.hashes().trailingHash())
                .filter(hash -> hash.state() != State.RIGHT)
                .isPresent();
    }

    private String reason(Optional<Failed> failed) {
        Optional<Inspection> inspection = recovery.inspection().get();
        if (recovery.snapshot().get().isEmpty()) {
            return texts.get("reason.nofile");
        }
        if (outline.activity().isRunning()) {
            return texts.get("reason.running");
        }
        if (inspection.isEmpty()) {
            return texts.get(failed.filter(why -> !why.cancelled()).isPresent() ? "reason.failed" : "reason.again");
        }
        if (recovery.kind() == RunKind.SAVE) {
            return "";
        }
        boolean consented = recovery.facts().isPresent() && recovery.request().get().skipHashCheck();
        if (inspection.get().verdict() == Verdict.NOT_A_SNAPSHOT) {
            return texts.get("reason.foreign");
        }
        if (inspection.get().verdict() == Verdict.DAMAGED && !consented) {
            return texts.get("reason.damaged");
        }
        return needsConsent() ? texts.get("reason.consent") : "";
    }

    private List<HelpTopic> help(Figures figures) {
        List<HelpTopic> topics = new ArrayList<>();
        Optional<Verdict> verdict = recovery.inspection().get().map(Inspection::verdict);
        if (verdict.filter(Verdict.DAMAGED::equals).isPresent()) {
            topics.add(texts.help("help.damaged"));
        }
        if (verdict.filter(Verdict.NOT_A_SNAPSHOT::equals).isPresent()) {
            topics.add(texts.help("help.foreign"));
        }
        if (recovery.facts().filter(facts -> facts.hashes().trailingHash().state() != State.RIGHT).isPresent()) {
            topics.add(texts.help("help.nohash"));
        }
        topics.addAll(figures.help());
        if (verdict.isPresent() && recovery.facts().isPresent()) {
            topics.add(texts.help("help.v2"));
        }
        return topics;
    }

    private List<Command> commands(Path file) {
        Optional<SnapshotFacts> facts = recovery.facts();
        if (recovery.inspection().get().isPresent() && facts.isEmpty()) {
            return List.of(FileCommands.verify(file));
        }
        EtcdRelease tool = facts.flatMap(known -> known.versions().storage().or(known.versions()::cluster))
                .flatMap(EtcdRelease::of)
                .orElse(EtcdRelease.DEFAULT);
        return List.of(FileCommands.status(file, tool), FileCommands.verify(file), FileCommands.hashKv(file));
    }
}
