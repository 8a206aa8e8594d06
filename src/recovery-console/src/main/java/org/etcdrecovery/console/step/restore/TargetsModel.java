package org.etcdrecovery.console.step.restore;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SeenTargets;
import org.etcdrecovery.console.recovery.TargetWords;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Job;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.step.restore.RestoreFacts.Targets;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.DiskSpace;
import org.etcdrecovery.core.restore.Leftover;
import org.etcdrecovery.core.restore.Leftovers;
import org.etcdrecovery.core.restore.RestorePreview;
import org.etcdrecovery.core.restore.TargetProblem;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotStatus;

/** The state of the places that a plan writes to, at the last look. */
final class TargetsModel {
    private final Recovery recovery;
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private final ObjectProperty<Optional<RestorePreview>> preview = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    TargetsModel(Recovery recovery, TaskRunner runner) {
        this.recovery = recovery;
        this.runner = runner;
        // What is there now is what this run has written.
        recovery.execution().restored().subscribe(done -> done.ifPresent(_ -> forget()));
        recovery.targets().subscribe(seen -> seen.ifPresent(this::adopt));
    }

    /** Takes over what another step has found at the same places. */
    private void adopt(SeenTargets seen) {
        boolean current = recovery.acceptedPlan().equals(Optional.of(seen.plan()))
                && recovery.execution().restored().get().isEmpty();
        if (current && seen.preview().isPresent()) {
            failed.set(Optional.empty());
            preview.set(seen.preview());
        }
    }

    /** What was found; empty before the first look. */
    ReadOnlyObjectProperty<Optional<RestorePreview>> preview() {
        return preview;
    }

    /** Why looking failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Whether a look is running. */
    ReadOnlyBooleanProperty looking() {
        return activity.running();
    }

    /** The state in a word. */
    Targets state() {
        if (activity.isRunning()) {
            return Targets.BEING_LOOKED_AT;
        }
        if (failed.get().isPresent() || preview.get().isEmpty()) {
            return Targets.UNKNOWN;
        }
        if (preview.get().filter(RestorePreview::isFree).isPresent()) {
            return Targets.FREE;
        }
        return problems().isEmpty() ? Targets.TOO_SMALL : Targets.IN_THE_WAY;
    }

    /** What prevents writing, one sentence each. */
    List<TargetProblem> problems() {
        return preview.get()
                .stream()
                .flatMap(found -> found.members().stream())
                .flatMap(member -> member.problems().stream())
                .toList();
    }

    /** What is wrong with a target, and what to do. */
    String words(TargetProblem problem) {
        return TargetWords.of(problem, recovery);
    }

    /** The file systems with too little space. */
    List<DiskSpace> tooSmall() {
        return preview.get()
                .stream()
                .flatMap(found -> found.spaces().stream())
                .filter(space -> !space.suffices())
                .toList();
    }

    /** What earlier restores left behind. */
    List<Leftover> leftovers() {
        return preview.get().map(RestorePreview::leftovers).orElse(List.of());
    }

    /** The leftovers that may be removed. */
    List<Leftover> removable() {
        return leftovers().stream().filter(Leftover::isRemovable).toList();
    }

    /** Discards the result when the plan changes. */
    void forget() {
        preview.set(Optional.empty());
        failed.set(Optional.empty());
    }

    /** Looks again. */
    void look() {
        recovery.acceptedPlan().ifPresent(plan -> {
            Optional<SnapshotStatus> status = status();
            run(plan, _ -> seen(plan, status), problem -> recovery.seen(SeenTargets.failed(plan, problem.what())));
        });
    }

    /** Removes all leftovers that may be removed, and looks again. */
    void removeLeftovers() {
        List<Leftover> leftovers = removable();
        recovery.acceptedPlan().ifPresent(plan -> {
            Optional<SnapshotStatus> status = status();
            run(plan, _ -> {
                Leftovers.remove(leftovers);
                return seen(plan, status);
            }, _ -> {
                // Why nothing could be removed says nothing about the targets.
            });
        });
    }

    private Optional<SnapshotStatus> status() {
        return recovery.facts().map(SnapshotFacts::status);
    }

    private static RestorePreview seen(RestorePlan plan, Optional<SnapshotStatus> status) throws IOException {
        return status.isPresent() ? RestorePreview.of(plan, status.get()) : RestorePreview.of(plan);
    }

    private void run(RestorePlan plan, Job<RestorePreview> job, Consumer<Failed> tell) {
        if (!activity.isRunning()) {
            runner.run(activity, job, found -> take(plan, () -> {
                failed.set(Optional.empty());
                preview.set(Optional.of(found));
                recovery.seen(SeenTargets.of(plan, found));
            }), thrown -> take(plan, () -> {
                preview.set(Optional.empty());
                failed.set(Optional.of(Failed.of(thrown)));
                tell.accept(Failed.of(thrown));
            }));
        }
    }

    /** Takes over the result, unless the plan has changed meanwhile; then it looks at the places of the new plan. */
    private void take(RestorePlan plan, Runnable over) {
        if (recovery.execution().restored().get().isPresent()) {
            forget();
        } else if (recovery.acceptedPlan().equals(Optional.of(plan))) {
            over.run();
        } else {
            look();
        }
    }
}
