package org.etcdrecovery.console.home;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.SampleSnapshot;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;

/** The start page: what the operator can start or continue. */
public final class HomeViewModel {
    private final Texts texts = Texts.of("home");
    private final StepTools tools;
    private final RunStarter starter;
    private final Path sample;
    private final Activity unpacking = new Activity();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper();
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    /**
     * @param tools   the services that steps use
     * @param starter starts a run
     * @param sample  where to unpack the sample snapshot
     * @param notice  a message to show first; may be empty
     */
    public HomeViewModel(StepTools tools, RunStarter starter, Path sample, String notice) {
        this.tools = tools;
        this.starter = starter;
        this.sample = sample;
        this.notice.set(notice);
    }

    /** The settings, with recent snapshots, profiles, and an interrupted run. */
    public ReadOnlyObjectProperty<Settings> settings() {
        return tools.memory().settings();
    }

    /** A message to show first; may be empty. */
    public ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /** Why the last action failed; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Starts a run. */
    public void begin(RunKind kind) {
        starter.begin(kind, Optional.empty());
    }

    /** Asks for a file and inspects it. */
    public void openFile() {
        tools.dialogs().openFile(texts.get("open.title")).ifPresent(this::open);
    }

    /** Inspects a file. */
    public void open(Path file) {
        starter.begin(RunKind.INSPECT, Optional.of(file));
    }

    /** Starts a recovery from the sample. */
    public void openSample() {
        if (!unpacking.isRunning()) {
            failed.set(Optional.empty());
            tools.runner()
                    .run(unpacking, _ -> SampleSnapshot.unpack(sample),
                            file -> starter.begin(RunKind.RECOVER, Optional.of(file)),
                            thrown -> failed.set(Optional.of(Failed.of(thrown))));
        }
    }

    /** Resumes the interrupted run. */
    public void resume() {
        settings().get().interrupted().ifPresent(starter::resume);
    }

    /** Discards the interrupted run. */
    public void discard() {
        tools.memory().update(settings -> settings.withInterrupted(Optional.empty()));
    }

    /** Describes an interrupted run in a sentence. */
    public String describe(InterruptedRun run) {
        String when = Quantities.day(run.progress().touched(), tools.clock().instant(), tools.clock().getZone());
        return texts.get("interrupted.text", texts.get("task." + run.progress().kind() + ".title"), when,
                run.subject()
                        .snapshot()
                        .map(choice -> choice.file().toString())
                        .orElse(texts.get("interrupted.nofile")));
    }

    /** Formats the time at which a snapshot was written, as people say it. */
    public String day(Instant then) {
        return Quantities.day(then, tools.clock().instant(), tools.clock().getZone());
    }
}
