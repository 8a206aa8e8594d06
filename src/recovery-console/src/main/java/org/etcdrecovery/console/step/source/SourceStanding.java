package org.etcdrecovery.console.step.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.source.cluster.SurvivorNames;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** The state of the step and its primary button, computed from all that is known at one moment. */
record SourceStanding(Recovery recovery, SourceViewModel model, Texts texts) {
    /** What the button does. */
    enum Action {
        CONNECT, CONTINUE
    }

    /**
     * The button.
     *
     * @param name   its label
     * @param action its action
     * @param reason why it is disabled; empty if it is enabled
     */
    record Footer(String name, Action action, String reason) {}

    /**
     * The place in the rail.
     *
     * @param state   the state of the step
     * @param caption a few words
     */
    record RailEntry(StepState state, String caption) {}

    Footer footer() {
        return switch (recovery.source().get()) {
            case ENDPOINTS -> endpoints();
            case FILE -> new Footer(texts.get("continue.inspect"), Action.CONTINUE, orElse(model.file().reason()));
            case DIRECTORY -> directories();
        };
    }

    private Footer endpoints() {
        if (!model.endpoints().isCurrent()) {
            return new Footer(texts.get("connect"), Action.CONNECT,
                    model.activity().isRunning() ? texts.get("asking") : model.connection().reason().get());
        }
        boolean served = recovery.assessment().get().flatMap(QuorumAssessment::source).isPresent();
        return new Footer(texts.get("continue.snapshot"), Action.CONTINUE,
                orElse(served ? "" : texts.get("survivor.none")));
    }

    private Footer directories() {
        Optional<DirectoryRow> chosen = model.directories().chosen().get();
        String name = chosen.map(row -> texts.get("take", row.name())).orElse(texts.get("continue.inspect"));
        return new Footer(name, Action.CONTINUE, orElse(directoryReason(chosen)));
    }

    private String directoryReason(Optional<DirectoryRow> chosen) {
        if (model.directories().rows().isEmpty()) {
            return texts.get("directory.none.reason");
        }
        if (model.activity().isRunning()) {
            return texts.get("reading");
        }
        if (chosen.isEmpty()) {
            return texts.get("directory.choose");
        }
        boolean held = chosen.get()
                .directory()
                .filter(found -> found.lock().state() == ProcessLock.State.HELD)
                .isPresent();
        return held ? texts.get("directory.running", chosen.get().name()) : "";
    }

    /** Returns the given reason; if it is empty, the reason why a decision is still needed. */
    private String orElse(String reason) {
        if (!reason.isEmpty() || recovery.rollbackUnderstood().get()) {
            return reason;
        }
        return switch (model.decision().get()) {
            case NONE -> "";
            case PAST_QUORUM -> texts.get("decide");
            case UNSURE -> texts.get("decide.check");
        };
    }

    RailEntry rail() {
        RailEntry rail = switch (recovery.source().get()) {
            case ENDPOINTS -> asked();
            case FILE -> chosen(model.file().sound().map(file -> FileNames.of(file)).orElse(""),
                    model.file().sound());
            case DIRECTORY -> chosen(directoryCaption(), model.directories()
                    .chosen()
                    .get()
                    .flatMap(DirectoryRow::directory)
                    .map(MemberDirectory::database));
        };
        boolean passed = rail.state() == StepState.DONE || rail.state() == StepState.ATTENTION;
        return passed && !orElse("").isEmpty() ? new RailEntry(StepState.TODO, rail.caption()) : rail;
    }

    /** Done if the file that the run works on is the one shown here. */
    private RailEntry chosen(String caption, Optional<Path> file) {
        Optional<SnapshotChoice> works = recovery.snapshot().get();
        if (works.isEmpty()) {
            return new RailEntry(StepState.TODO, caption);
        }
        boolean same = file.isPresent() && file.equals(works.map(SnapshotChoice::file));
        StepState done = works.get().lacks().isEmpty() ? StepState.DONE : StepState.ATTENTION;
        return new RailEntry(same ? done : StepState.TODO_AGAIN, caption);
    }

    private String directoryCaption() {
        int count = model.directories().rows().size();
        if (model.activity().isRunning()) {
            return texts.get("caption.reading");
        }
        return count == 0
                ? ""
                : model.directories()
                        .chosen()
                        .get()
                        .map(row -> texts.get("caption.directories", count, row.name()))
                        .orElse(texts.get("caption.read", count));
    }

    private RailEntry asked() {
        Optional<QuorumAssessment> assessment = recovery.assessment().get();
        if (assessment.isEmpty()) {
            if (model.activity().isRunning()) {
                return new RailEntry(StepState.TODO, texts.get("caption.asking"));
            }
            if (model.endpoints().failed().get().isPresent()) {
                return new RailEntry(StepState.FAILED, texts.get("caption.failed"));
            }
            // After a restart the cluster may be gone, but the snapshot saved from it is still there.
            return model.hasSaved()
                    ? new RailEntry(StepState.ATTENTION, texts.get("caption.saved"))
                    : new RailEntry(StepState.TODO, "");
        }
        if (!model.endpoints().isCurrent()) {
            return new RailEntry(StepState.TODO_AGAIN, texts.get("caption.changed"));
        }
        return new RailEntry(stateOf(assessment.get()), caption(assessment.get()));
    }

    private StepState stateOf(QuorumAssessment assessment) {
        if (assessment.source().isEmpty()) {
            return StepState.FAILED;
        }
        boolean saves = recovery.kind() == RunKind.SAVE;
        return switch (assessment.verdict()) {
            case HEALTHY -> saves ? StepState.DONE : StepState.ATTENTION;
            case DEGRADED, UNKNOWN -> StepState.ATTENTION;
            case LOST -> !saves && model.damage().isDealtWith() ? StepState.DONE : StepState.ATTENTION;
        };
    }

    private String caption(QuorumAssessment assessment) {
        return switch (assessment.verdict()) {
            case HEALTHY -> texts.get("caption.HEALTHY", assessment.members().size());
            case DEGRADED -> texts.get("caption.DEGRADED",
                    assessment.members().stream().filter(member -> member.state().works()).count(),
                    assessment.members().size());
            case LOST -> {
                long answering = answering().count();
                yield answering == 0
                        ? texts.get("caption.LOST.none")
                        : texts.get("caption.LOST", SurvivorNames.of(answering().toList(), texts), answering);
            }
            case UNKNOWN -> texts.get("caption.UNKNOWN");
        };
    }

    private Stream<MemberState> answering() {
        return recovery.assessment()
                .get()
                .stream()
                .flatMap(assessment -> assessment.members().stream())
                .filter(SurvivorNames::serves);
    }
}
