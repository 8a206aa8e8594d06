package org.etcdrecovery.console.home;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.SampleSnapshot;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** The start page: what the operator can start or continue. */
public final class HomeViewModel {
    private final Texts texts = Texts.of("home");
    private final StepTools tools;
    private final RunStarter starter;
    private final Path sample;
    private final Activity unpacking = new Activity();
    private final List<HomeNotice> notices;
    private final ObjectProperty<List<InterruptedRun>> discarded = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    /**
     * @param tools   the services that steps use
     * @param starter starts a run
     * @param sample  where to unpack the sample snapshot
     * @param notices what to show first
     */
    public HomeViewModel(StepTools tools, RunStarter starter, Path sample, List<HomeNotice> notices) {
        this.tools = tools;
        this.starter = starter;
        this.sample = sample;
        this.notices = List.copyOf(notices);
        Settings known = tools.memory().settings().get();
        known.recent().forEach(snapshot -> snapshot.place().ifPresent(tools.stores()::remember));
    }

    /** The settings, with recent snapshots, profiles, and unfinished runs. */
    ReadOnlyObjectProperty<Settings> settings() {
        return tools.memory().settings();
    }

    /** What to show first. */
    List<HomeNotice> notices() {
        return notices;
    }

    /** Why the last action failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Starts a run. */
    void begin(RunKind kind) {
        starter.begin(kind, Optional.empty());
    }

    /** Asks for a file and inspects it. */
    void openFile() {
        tools.dialogs().openFile(texts.get("open.title")).ifPresent(file -> open(SnapshotName.of(file)));
    }

    /** Inspects a snapshot. */
    void open(SnapshotName snapshot) {
        starter.begin(RunKind.INSPECT, Optional.of(snapshot));
    }

    /** Looks inside a snapshot. */
    void lookInside(SnapshotName snapshot) {
        starter.lookInside(snapshot, Optional.empty());
    }

    /** Asks for two snapshots and compares them. */
    void compare() {
        tools.dialogs()
                .openFile(texts.get("compare.first"))
                .ifPresent(first -> tools.dialogs()
                        .openFile(texts.get("compare.second"))
                        .ifPresent(second -> starter.compare(SnapshotName.of(first), Optional.empty(),
                                SnapshotName.of(second))));
    }

    /** Starts a recovery from the sample. */
    void openSample() {
        if (!unpacking.isRunning()) {
            failed.set(Optional.empty());
            tools.runner()
                    .run(unpacking, _ -> SampleSnapshot.unpack(sample),
                            file -> starter.begin(RunKind.RECOVER, Optional.of(SnapshotName.of(file))),
                            thrown -> failed.set(Optional.of(Failed.of(thrown))));
        }
    }

    /** Resumes an unfinished run. */
    void resume(InterruptedRun run) {
        starter.resume(run);
    }

    /** The runs that were discarded on this page. */
    ReadOnlyObjectProperty<List<InterruptedRun>> discarded() {
        return discarded;
    }

    /** Discards an unfinished run. It can be taken back for as long as the page is open. */
    void discard(InterruptedRun run) {
        tools.memory().update(settings -> settings.withoutInterrupted(run.progress().started()));
        discarded.set(Stream.concat(discarded.get().stream(), Stream.of(run)).toList());
    }

    /** Takes back that a run was discarded. */
    void undoDiscard(InterruptedRun run) {
        discarded.set(discarded.get().stream().filter(other -> !other.equals(run)).toList());
        tools.memory().update(settings -> settings.withInterrupted(run));
    }

    /** What an unfinished run set out to do. */
    String goal(InterruptedRun run) {
        return texts.get("task." + run.progress().kind() + ".title");
    }

    /** Where an unfinished run is, in a few words: its step, its file, when it was last worked on. */
    String whereabouts(InterruptedRun run) {
        Texts shell = Texts.of("shell");
        return texts.get("interrupted.where",
                StepId.named(run.progress().step()).map(step -> shell.get("rail.step." + step)).orElse(""),
                run.subject()
                        .snapshot()
                        .map(choice -> choice.shown())
                        .orElse(texts.get("interrupted.nofile")),
                day(run.progress().touched()));
    }

    /** Formats the time at which a snapshot was written, as people say it. */
    String day(Instant then) {
        return Quantities.day(then, tools.clock().instant(), tools.clock().getZone());
    }
}
