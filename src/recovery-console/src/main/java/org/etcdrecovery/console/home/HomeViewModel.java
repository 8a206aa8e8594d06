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

/** What can be begun. */
public final class HomeViewModel {
    private final Texts texts = Texts.of("home");
    private final StepTools tools;
    private final RunStarter starter;
    private final Path sample;
    private final Activity unpacking = new Activity();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper();
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    /**
     * @param tools   the world outside
     * @param starter begins a run
     * @param sample  where the sample snapshot is unpacked
     * @param notice  what to say first of all; may be empty
     */
    public HomeViewModel(StepTools tools, RunStarter starter, Path sample, String notice) {
        this.tools = tools;
        this.starter = starter;
        this.sample = sample;
        this.notice.set(notice);
    }

    /** Recent snapshots, profiles, and an interrupted run. */
    public ReadOnlyObjectProperty<Settings> settings() {
        return tools.memory().settings();
    }

    /** What to say first of all; may be empty. */
    public ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /** Why the last thing that was tried did not work; empty when it did. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Begins a run. */
    public void begin(RunKind kind) {
        starter.begin(kind, Optional.empty());
    }

    /** Asks for a file and looks at it. */
    public void openFile() {
        tools.dialogs().openFile(texts.get("open.title")).ifPresent(this::open);
    }

    /** Looks at a file. */
    public void open(Path file) {
        starter.begin(RunKind.INSPECT, Optional.of(file));
    }

    /** Begins a recovery from the sample. */
    public void openSample() {
        if (!unpacking.isRunning()) {
            failed.set(Optional.empty());
            tools.runner()
                    .run(unpacking, _ -> SampleSnapshot.unpack(sample),
                            file -> starter.begin(RunKind.RECOVER, Optional.of(file)),
                            thrown -> failed.set(Optional.of(Failed.of(thrown))));
        }
    }

    /** Goes on with the run that was interrupted. */
    public void resume() {
        settings().get().interrupted().ifPresent(starter::resume);
    }

    /** Forgets the run that was interrupted. */
    public void discard() {
        tools.memory().update(settings -> settings.withInterrupted(Optional.empty()));
    }

    /** What the interrupted run was, in a sentence. */
    public String describe(InterruptedRun run) {
        String when = Quantities.day(run.touched(), tools.clock().instant(), tools.clock().getZone());
        return texts.get("interrupted.text", texts.get("task." + run.kind() + ".title"), when,
                run.snapshot().map(choice -> choice.file().toString()).orElse(texts.get("interrupted.nofile")));
    }

    /** When a snapshot was written, as people say it. */
    public String day(Instant then) {
        return Quantities.day(then, tools.clock().instant(), tools.clock().getZone());
    }
}
