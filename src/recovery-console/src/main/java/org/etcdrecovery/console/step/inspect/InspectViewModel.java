package org.etcdrecovery.console.step.inspect;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.indexing.InspectedFile;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.inspect.salvage.SalvageModel;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.etcdrecovery.core.snapshot.Verdict;

/** The step Inspect: runs without being asked, once for each file. */
public final class InspectViewModel implements StepModel {
    private final Texts texts = Texts.of("inspect");
    private final Recovery recovery;
    private final StepTools tools;
    private final RunStarter starter;
    private final StepOutline outline = new StepOutline(StepId.INSPECT);
    private final Coalesced refresh = new Coalesced(this::showStatus);
    private final FileInspection file;
    private final BooleanProperty consent = new SimpleBooleanProperty();
    private final InspectionExport export;
    private final SalvageModel salvage;

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     * @param starter  starts a recovery from a file that was only inspected
     */
    public InspectViewModel(Recovery recovery, StepTools tools, RunStarter starter) {
        this.recovery = recovery;
        this.tools = tools;
        this.starter = starter;
        this.file = new FileInspection(recovery, tools, outline.activity(), refresh::changed);
        this.export = new InspectionExport(tools);
        this.salvage = new SalvageModel(recovery, tools, outline.activity(), this::inspect);
        recovery.snapshot().subscribe(_ -> forget());
        recovery.inspection().subscribe(this::show);
        recovery.request().map(RestoreRequest::skipHashCheck).subscribe(skipped -> {
            consent.set(skipped);
            refresh.changed();
        });
        consent.subscribe(given -> recovery.edit(builder -> builder.skipHashCheck(given)));
        outline.activity().running().subscribe(refresh::changed);
        file.checks().over().subscribe(refresh::changed);
        salvage.phase().subscribe(refresh::changed);
        salvage.consents().given().subscribe(refresh::changed);
        salvage.target().file().subscribe(refresh::changed);
        salvage.target().problem().subscribe(refresh::changed);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    @Override
    public void entered() {
        if (recovery.inspection().get().isEmpty() && failed().get().isEmpty()) {
            inspect();
        }
    }

    /** The file that the run works on. */
    ReadOnlyObjectProperty<Optional<SnapshotChoice>> snapshot() {
        return recovery.snapshot();
    }

    /** Salvages the file, if it is damaged. */
    SalvageModel salvage() {
        return salvage;
    }

    /** The kind of run. */
    RunKind kind() {
        return recovery.kind();
    }

    /** All checks and their states. */
    Checks checks() {
        return file.checks();
    }

    /** The findings, added as they come. */
    ObservableList<Finding> findings() {
        return file.findings();
    }

    /** The status table. */
    ReadOnlyObjectProperty<Figures> figures() {
        return file.figures();
    }

    /** The inspection; empty until it has ended. */
    ReadOnlyObjectProperty<Optional<Inspection>> inspection() {
        return recovery.inspection();
    }

    /**
     * The inspection with what belongs to it; empty if the run was given the inspection.
     */
    public ReadOnlyObjectProperty<Optional<Inspected>> inspected() {
        return file.inspected();
    }

    /** Why the file could not be inspected, or that the operator stopped it; empty otherwise. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return file.failed();
    }

    /** What the save reported about the file; empty if it was not saved in this run. */
    ReadOnlyObjectProperty<Optional<SavedSnapshot>> saved() {
        return recovery.saved();
    }

    /** Whether the operator consents to skip the check of the hash after the image. */
    BooleanProperty consent() {
        return consent;
    }

    /** The state of that hash if it is not right; empty if it is, or if nothing is known. */
    Optional<State> doubtfulHash() {
        return recovery.facts()
                .map(known -> known.hashes().trailingHash())
                .map(hash -> hash.state())
                .filter(state -> state != State.RIGHT);
    }

    /** Asks for another file and compares the two. */
    void compare() {
        recovery.snapshot()
                .get()
                .ifPresent(choice -> tools.dialogs()
                        .openFile(Texts.of("explorer").get("compare.open"))
                        .ifPresent(other -> starter.compare(choice.name(), file.indexing().index().get(),
                                SnapshotName.of(other))));
    }

    /** Whether the file is one that the explorer can open: a snapshot, even if it is damaged. */
    boolean maySeeInside() {
        return inspection().get()
                .filter(found -> !found.awaitsChoice() && found.verdict() != Verdict.NOT_A_SNAPSHOT)
                .isPresent();
    }

    /** Opens the explorer over the run. */
    void lookInside() {
        recovery.snapshot()
                .get()
                .ifPresent(choice -> starter.lookInside(choice.name(),
                        recovery.inspection().get().map(found -> new InspectedFile(found, file.indexing()))));
    }

    /** Writes the inspection to a file. */
    InspectionExport exporting() {
        return export;
    }

    /** The verdict, or what can be said so far. */
    VerdictSummary verdict() {
        return recovery.inspection()
                .get()
                .map(inspection -> VerdictSummary.of(inspection,
                        recovery.snapshot().get().map(SnapshotChoice::lacks).orElse("")))
                .orElseGet(() -> VerdictSummary.soFar(List.copyOf(findings()),
                        checks().all().size() - checks().over().get()));
    }

    /** Inspects the file again. */
    void inspect() {
        file.begin();
    }

    private void forget() {
        salvage.close();
        file.forget();
    }

    private void show(Optional<Inspection> now) {
        now.ifPresent(file::show);
        refresh.changed();
    }

    private void showStatus() {
        InspectFacts facts = new InspectFacts(recovery.kind(), recovery.snapshot().get().map(SnapshotChoice::name),
                outline.activity().isRunning() && !salvage.phase().get().isWorking(), recovery.inspection().get(),
                recovery.request().get().skipHashCheck(), failed().get(), verdict(), figures().get(),
                outline.wasPassed(),
                salvaging());
        outline.show(InspectStatus.of(facts), action -> {
            switch (action) {
                case LEAD_ON -> leadOn();
                case WRITE_SALVAGE -> salvage.write();
            }
        });
    }

    private InspectFacts.Salvage salvaging() {
        return new InspectFacts.Salvage(salvage.phase().get(),
                salvage.report().filter(report -> !report.findings().isEmpty()).isPresent(),
                salvage.consents().codes(), salvage.consents().isComplete(), salvage.target().file().get(),
                salvage.target().reason());
    }

    private void leadOn() {
        switch (recovery.kind()) {
            case RECOVER, RESCUE -> outline.forward();
            case INSPECT -> recover();
            case SAVE -> starter.leave();
        }
    }

    /** Starts a recovery from the file. */
    void recover() {
        recovery.snapshot()
                .get()
                .ifPresent(choice -> recovery.inspection()
                        .get()
                        .ifPresentOrElse(found -> starter.recover(choice, found),
                                () -> starter.begin(RunKind.RECOVER, Optional.of(choice.name()))));
    }

    /** Goes back to the source, or to the start page if the run has no such step. */
    void goToSource() {
        if (outline.leadsTo(StepId.SOURCE)) {
            outline.goTo(StepId.SOURCE);
        } else {
            starter.leave();
        }
    }

    /** Inspects another file in place of this one. */
    void openAnother() {
        tools.dialogs().openFile(texts.get("open.title")).ifPresent(file -> {
            recovery.choose(SnapshotChoice.ofFile(file));
            entered();
        });
    }

    /** Inspects one of the snapshots in an archive, unless it is the chosen one. */
    void choose(String entry) {
        Optional<SnapshotChoice> before = recovery.snapshot().get();
        before.map(choice -> choice.choosing(entry))
                .filter(choice -> !before.equals(Optional.of(choice)))
                .ifPresent(choice -> {
                    recovery.choose(choice);
                    entered();
                });
    }

    /** Asks for a file and writes the inspection to it. */
    void export() {
        recovery.inspection().get().ifPresent(export::export);
    }
}
