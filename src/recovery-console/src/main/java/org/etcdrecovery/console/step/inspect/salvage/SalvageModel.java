package org.etcdrecovery.console.step.inspect.salvage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.filing.NewFile;
import org.etcdrecovery.console.finding.Consents;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Job;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;
import org.etcdrecovery.core.rescue.salvage.Salvager;

/** Salvages the damaged file of the run: says what is lost, asks for consent, and writes what reads as a new file. */
public final class SalvageModel {
    private static final Path DATABASE = Path.of("member", "snap", "db");

    private final Texts texts = Texts.of("inspect");
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity;
    private final Runnable inspect;
    private final Consents consents = new Consents();
    private final NewFile target;
    private final ReadOnlyObjectWrapper<Making> phase = new ReadOnlyObjectWrapper<>(Making.CLOSED);
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<SnapshotChoice> damaged = Optional.empty();
    private Optional<SalvageReport> report = Optional.empty();

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     * @param activity the work of the step
     * @param inspect  called when the run works on the new file
     */
    public SalvageModel(Recovery recovery, StepTools tools, Activity activity, Runnable inspect) {
        this.recovery = recovery;
        this.tools = tools;
        this.activity = activity;
        this.inspect = inspect;
        this.target = new NewFile(tools);
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<Making> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Why the last work failed, or that the operator stopped it; empty otherwise. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** What still reads and what is lost; empty until that is known. */
    public Optional<SalvageReport> report() {
        return report;
    }

    /** What the operator has to agree to. */
    public Consents consents() {
        return consents;
    }

    /** The file to write. */
    public NewFile target() {
        return target;
    }

    /** The work. */
    Activity activity() {
        return activity;
    }

    /** Looks for what still reads. */
    public void begin() {
        Optional<SnapshotChoice> file = recovery.snapshot().get();
        if (file.isPresent() && !activity.isRunning()) {
            damaged = file;
            run(Making.READING, reporter -> Salvager.survey(tools.opener(), file.get().name(), reporter.progress()),
                    found -> looked(file.get(), found));
        }
    }

    private void looked(SnapshotChoice of, SalvageReport found) {
        report = Optional.of(found);
        consents.ask(found.findings());
        String name = String.valueOf(of.file().getFileName()).replaceFirst("\\.db$", "");
        target.begin(new NewFile.Contents(texts.get("salvage.file", of.member().isEmpty() ? name : of.member()),
                found.size(), sealed(of)));
        phase.set(Making.DECIDING);
    }

    /** A member's data directory. Other damaged files may have the new one next to them. */
    private static List<Path> sealed(SnapshotChoice of) {
        Path file = of.file();
        boolean member = of.source() == SourceKind.DIRECTORY && file.endsWith(DATABASE);
        return member ? List.of(file.resolve("../../..").normalize()) : List.of();
    }

    /** Writes what reads as a new file, which the run then works on. */
    public void write() {
        if (phase.get() == Making.DECIDING && !activity.isRunning() && consents.isComplete() && report.isPresent()) {
            target.file()
                    .get()
                    .ifPresent(file -> run(Making.WRITING,
                            reporter -> Salvaged.write(damaged.orElseThrow(), tools.opener(), report.get(),
                                    consents.given().get(), file, tools.clock().instant(), reporter.progress()),
                            this::written));
        }
    }

    private void written(SnapshotChoice made) {
        close();
        target.written(made.file());
        recovery.choose(made);
        inspect.run();
    }

    private <T> void run(Making now, Job<T> job, Consumer<? super T> done) {
        Optional<SnapshotChoice> mine = damaged;
        failed.set(Optional.empty());
        phase.set(now);
        tools.runner().run(activity, job, result -> {
            if (damaged.equals(mine)) {
                done.accept(result);
            }
        }, thrown -> {
            if (damaged.equals(mine)) {
                failed.set(Optional.of(Failed.of(thrown)));
                target.look();
                phase.set(report.isPresent() ? Making.DECIDING : Making.CLOSED);
            }
        });
    }

    /** Stops what runs; otherwise closes. */
    void escape() {
        if (activity.isRunning()) {
            activity.cancel();
        } else {
            close();
        }
    }

    /** Goes back to the findings about the damaged file. Nothing was written. */
    public void close() {
        if (phase.get().isWorking()) {
            activity.cancel();
        }
        damaged = Optional.empty();
        report = Optional.empty();
        failed.set(Optional.empty());
        consents.ask(List.of());
        phase.set(Making.CLOSED);
    }
}
