package org.etcdrecovery.console.step.inspect;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.indexing.KeyIndexing;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.contents.index.KeyCollector;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.InspectionListener;
import org.etcdrecovery.core.snapshot.SnapshotStatus;
import org.etcdrecovery.core.snapshot.Verdict;

/** Inspects the file of a run, and shows what was found while the inspection goes on. */
final class FileInspection {
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity;
    private final Runnable changed;
    private final Checks checks;
    private final KeyIndexing indexing;
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Figures> figures = new ReadOnlyObjectWrapper<>(Figures.NONE);
    private final ReadOnlyObjectWrapper<Optional<Inspected>> inspected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param activity the activity of the step
     * @param changed  called when the step must show something else
     */
    FileInspection(Recovery recovery, StepTools tools, Activity activity, Runnable changed) {
        this.recovery = recovery;
        this.tools = tools;
        this.activity = activity;
        this.changed = changed;
        this.checks = new Checks(activity);
        this.indexing = new KeyIndexing(tools.runner());
    }

    /** The index of the file, made after its verdict. */
    KeyIndexing indexing() {
        return indexing;
    }

    Checks checks() {
        return checks;
    }

    ObservableList<Finding> findings() {
        return findings;
    }

    ReadOnlyObjectProperty<Figures> figures() {
        return figures.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Inspected>> inspected() {
        return inspected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Inspects the file, also if it was inspected before. */
    void begin() {
        Optional<SnapshotChoice> choice = recovery.snapshot().get();
        if (choice.isEmpty() || activity.isRunning()) {
            return;
        }
        failed.set(Optional.empty());
        recovery.forgetInspection();
        forgetFindings();
        Optional<SavedSnapshot> saved = recovery.saved().get();
        KeyCollector collector = KeyIndex.collector();
        tools.runner()
                .run(activity,
                        reporter -> Inspected.inspect(tools.opener(), choice.get(), saved, tools.clock().instant(),
                                reporter.progress(), new EarlyResults(choice.get(), reporter), collector),
                        result -> done(choice.get(), result, collector), thrown -> failed(choice.get(), thrown));
    }

    /** The file has changed: cancels the work on the old one. */
    void forget() {
        activity.cancel();
        failed.set(Optional.empty());
        forgetFindings();
        changed.run();
    }

    /** Shows the result instead of what was found on the way. */
    void show(Inspection inspection) {
        findings.setAll(inspection.findings());
        figures.set(Figures.of(inspection));
        checks.ended(inspection);
    }

    private void done(SnapshotChoice choice, Inspected result, KeyCollector collector) {
        if (isCurrent(choice)) {
            recovery.choose(result.describe(choice));
            recovery.inspected(result.inspection());
            inspected.set(Optional.of(result));
            indexing.arrange(collector);
            if (result.inspection().verdict() != Verdict.NOT_A_SNAPSHOT) {
                tools.memory().update(settings -> settings.withRecent(result.recent(choice)));
            }
        }
    }

    private void failed(SnapshotChoice choice, Throwable thrown) {
        if (isCurrent(choice)) {
            failed.set(Optional.of(Failed.of(thrown)));
            changed.run();
        }
    }

    private boolean isCurrent(SnapshotChoice choice) {
        return recovery.snapshot().get().filter(choice::equals).isPresent();
    }

    private void forgetFindings() {
        indexing.forget();
        inspected.set(Optional.empty());
        findings.clear();
        figures.set(Figures.NONE);
        checks.reset();
    }

    /** Publishes early results, unless the run has moved on to another file. */
    private final class EarlyResults implements InspectionListener {
        private final SnapshotChoice choice;
        private final Reporter reporter;

        EarlyResults(SnapshotChoice choice, Reporter reporter) {
            this.choice = choice;
            this.reporter = reporter;
        }

        private void publish(Runnable update) {
            reporter.publish(() -> {
                if (isCurrent(choice)) {
                    update.run();
                }
            });
        }

        @Override
        public void found(Finding finding) {
            publish(() -> {
                findings.add(finding);
                checks.found(finding);
            });
        }

        @Override
        public void counted(SnapshotStatus status, long compactRevision) {
            publish(() -> {
                checks.counted(status);
                figures.set(new Figures(Optional.of(status), compactRevision, status.totalSize(),
                        Optional.empty(), false));
                changed.run();
            });
        }

        @Override
        public void finished(Finding.Check check) {
            publish(() -> checks.finished(check));
        }
    }
}
