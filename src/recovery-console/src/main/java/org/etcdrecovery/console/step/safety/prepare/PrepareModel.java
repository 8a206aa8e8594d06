package org.etcdrecovery.console.step.safety.prepare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.filing.NewFile;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.handover.PlatformRestore;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.Platform;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** Writes a prepared snapshot with what is decided in the step. */
public final class PrepareModel {
    private final Texts texts = Texts.of("safety");
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity = new Activity();
    private final NewFile target;
    private final ReadOnlyObjectWrapper<Making> phase = new ReadOnlyObjectWrapper<>(Making.CLOSED);
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Prepared>> prepared = new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean blocked;
    /** What the prepared file was made of. */
    private Optional<RestoreRequest> madeBy = Optional.empty();

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public PrepareModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
        this.target = new NewFile(tools);
        // A file with other decisions in it must not be shown beside these.
        recovery.request().subscribe(now -> {
            if (madeBy.filter(made -> !Prepared.request(made).equals(Prepared.request(now))).isPresent()) {
                forget();
            }
        });
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<Making> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Why the last work failed, or that the operator stopped it; empty otherwise. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** The file that was written by the present decisions; empty if there is none. */
    ReadOnlyObjectProperty<Optional<Prepared>> prepared() {
        return prepared.getReadOnlyProperty();
    }

    /** The file to write. */
    public NewFile target() {
        return target;
    }

    /** What runs while the snapshot is prepared. */
    Activity activity() {
        return activity;
    }

    /** The platform, by the keys of the snapshot. */
    Optional<Platform> platform() {
        return recovery.facts().flatMap(SnapshotFacts::platform);
    }

    /** Withholds it while a decision in the step is marked as wrong: the request has the last valid one. */
    public void block(boolean wrong) {
        blocked = wrong;
    }

    /** Why nothing can be prepared; empty if it can. */
    public String reason() {
        if (blocked) {
            return texts.get("prepare.blocked");
        }
        if (platform().filter(known -> !PlatformRestore.takesPrepared(known)).isPresent()) {
            return texts.get("prepare.openshift");
        }
        RestoreRequest request = recovery.request().get();
        boolean changes = request.revisionBump() > 0 || request.clearAlarms() || request.keyspace().isPresent();
        if (changes) {
            return "";
        }
        return texts.get(recovery.facts().filter(facts -> facts.revisions().bumped()).isPresent()
                ? "prepare.already"
                : "prepare.nothing");
    }

    /** Asks where to write it. */
    void open() {
        recovery.facts().ifPresent(facts -> {
            target.begin(new NewFile.Contents(texts.get("prepare.file"), facts.status().sizeInUse(), List.of()));
            failed.set(Optional.empty());
            phase.set(Making.DECIDING);
        });
    }

    /** Writes it. */
    void write() {
        Optional<Path> file = target.file().get();
        if (phase.get() != Making.DECIDING || activity.isRunning() || file.isEmpty() || !reason().isEmpty()) {
            return;
        }
        RestoreRequest request = recovery.request().get();
        var source = recovery.facts().orElseThrow().name();
        madeBy = Optional.of(request);
        failed.set(Optional.empty());
        phase.set(Making.WRITING);
        tools.runner()
                .run(activity, reporter -> Prepared.write(tools.opener(), source, request, file.get(),
                        tools.clock().instant(), reporter.progress()), done -> {
                            target.written(done.file());
                            if (madeBy.isPresent()) {
                                prepared.set(Optional.of(done));
                            }
                            phase.set(Making.CLOSED);
                        }, thrown -> {
                            failed.set(Optional.of(Failed.of(thrown)));
                            target.look();
                            phase.set(madeBy.isPresent() ? Making.DECIDING : Making.CLOSED);
                        });
    }

    /** Stops what runs; otherwise closes. */
    void escape() {
        if (activity.isRunning()) {
            activity.cancel();
        } else {
            failed.set(Optional.empty());
            phase.set(Making.CLOSED);
        }
    }

    /** Hides what was prepared by other decisions, or of another snapshot. The file stays. */
    void forget() {
        madeBy = Optional.empty();
        prepared.set(Optional.empty());
        if (activity.isRunning()) {
            activity.cancel();
        } else {
            phase.set(Making.CLOSED);
        }
    }

    /** The command that writes the same file; empty while none is about to be written. */
    public Optional<Command> command() {
        return recovery.facts()
                .filter(_ -> phase.get() == Making.DECIDING)
                .flatMap(facts -> target.file()
                        .get()
                        .map(file -> FileCommands.prepare(facts.name(), file,
                                Prepared.request(recovery.request().get()))));
    }

    /** The platform's own ways to restore the file. */
    List<PlatformRestore> ways(Path file) {
        return platform().map(known -> PlatformRestore.of(known, file)).orElse(List.of());
    }
}
