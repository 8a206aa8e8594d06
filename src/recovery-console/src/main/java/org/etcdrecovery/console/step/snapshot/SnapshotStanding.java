package org.etcdrecovery.console.step.snapshot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.command.EtcdctlCommands;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.shell.Command;

/** What the shell shows of the step: its place in the rail, the help, the command. */
final class SnapshotStanding {
    private final Texts texts = Texts.of("snapshot");
    private final Recovery recovery;
    private final StepOutline outline;
    private boolean wasDone;

    SnapshotStanding(Recovery recovery, StepOutline outline) {
        this.recovery = recovery;
        this.outline = outline;
        outline.activity().stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(stage -> stage.done().subscribe(_ -> showProgress(stage)));
            }
        });
    }

    private void showProgress(StageProgress stage) {
        if (outline.activity().isRunning() && stage.fraction() >= 0) {
            outline.setState(StepState.TODO,
                    texts.get("caption.saving", String.valueOf((int) (stage.fraction() * 100))));
        }
    }

    /** Updates the outline of the step. */
    void show(Optional<MemberChoice> from, String target, Optional<Failed> failed) {
        Optional<SnapshotChoice> file = recovery.snapshot().get();
        if (outline.activity().isRunning()) {
            outline.setState(StepState.TODO, texts.get("caption.connecting"));
        } else if (file.isPresent()) {
            wasDone = true;
            outline.setState(StepState.DONE, FileNames.of(file.get().file()));
        } else if (failed.filter(why -> !why.cancelled()).isPresent()) {
            outline.setState(StepState.FAILED, texts.get("caption.failed"));
        } else {
            outline.setState(wasDone ? StepState.TODO_AGAIN : StepState.TODO, "");
        }
    }

    /** The equivalent commands; none while the form is incomplete. */
    List<Command> commands(Optional<MemberChoice> from, String target) {
        if (recovery.source().get() != SourceKind.ENDPOINTS || from.isEmpty() || target.isBlank()) {
            return List.of();
        }
        EtcdRelease tool = EtcdRelease.parse(from.get().status().version())
                .orElse(EtcdRelease.DEFAULT);
        try {
            Path file = Path.of(target.strip());
            return recovery.connection()
                    .get()
                    .map(settings -> new EtcdctlCommands(settings, Optional.empty(), tool)
                            .snapshotSave(from.get().endpoint(), file))
                    .stream()
                    .toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    /** The help on the step. */
    List<HelpTopic> help(Optional<MemberChoice> from) {
        List<HelpTopic> topics = new ArrayList<>(List.of(texts.help("help.snapshot")));
        from.filter(MemberChoice::isWithoutLeader)
                .ifPresent(one -> topics.add(texts.help("help.leaderless", one.label())));
        topics.add(texts.help("help.copy"));
        return topics;
    }
}
