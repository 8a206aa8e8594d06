package org.etcdrecovery.console.step.restore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Restored;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.Timeline;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.restore.RestoreFacts.Rehearsed;
import org.etcdrecovery.console.step.restore.rehearse.RehearsalModel;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.RehearsalResult.Verdict;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.Restorer;
import org.etcdrecovery.core.shell.Command;

/** The step Restore: shows the plan and what prevents it, and carries it out. */
public final class RestoreViewModel implements StepModel {
    private final Texts texts = Texts.of("restore");
    private final StepOutline outline = new StepOutline(StepId.RESTORE);
    private final Recovery recovery;
    private final StepTools tools;
    private final LeftToHosts hosts;
    private final TargetsModel targets;
    private final PlanSaver planSaver;
    private final RehearsalModel rehearsal;
    private final ObservableList<MemberProgress> members = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper pace = new ReadOnlyStringWrapper("");
    private Optional<RestorePlan> writing = Optional.empty();
    private final Coalesced refresh = new Coalesced(this::show);

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     * @param delivery the way to the hosts over SSH, for a plan that is left to it
     */
    public RestoreViewModel(Recovery recovery, StepTools tools, DeliveryModel delivery) {
        this.hosts = new LeftToHosts(recovery, tools, delivery);
        this.recovery = recovery;
        this.tools = tools;
        this.targets = new TargetsModel(recovery, tools.runner());
        this.planSaver = new PlanSaver(recovery, tools);
        this.rehearsal = new RehearsalModel(recovery, tools, outline.activity());
        recovery.plan().subscribe(_ -> replanned());
        recovery.execution().restored().subscribe(this::showRestored);
        hosts.place().subscribe((_, _) -> look());
        recovery.execution().leftToHosts().subscribe(refresh::changed);
        recovery.execution().delivered().subscribe(refresh::changed);
        delivery.changes().subscribe(refresh::changed);
        recovery.execution().planFile().subscribe(refresh::changed);
        targets.preview().subscribe(refresh::changed);
        targets.failed().subscribe(refresh::changed);
        targets.looking().subscribe(refresh::changed);
        outline.activity().running().subscribe(refresh::changed);
        rehearsal.open().subscribe(refresh::changed);
        rehearsal.running().subscribe(refresh::changed);
        rehearsal.result().subscribe(refresh::changed);
        rehearsal.whenAsked(refresh::changed);
        outline.activity().stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
        });
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    @Override
    public void entered() {
        look();
    }

    private void look() {
        if (isOnHosts()) {
            hosts.room().look();
        } else if (!isWriting() && recovery.execution().restored().get().isEmpty()) {
            targets.look();
        }
        refresh.changed();
    }

    /** The choice to leave the plan to the delivery. */
    public LeftToHosts hosts() {
        return hosts;
    }

    /** Whether the plan is left to the delivery, or will be, so that nothing is written here. */
    boolean isOnHosts() {
        return !isWriting() && hosts.isChosen();
    }

    @Override
    public TypedForms addTyped(TypedForms forms) {
        return rehearsal.addTyped(forms);
    }

    @Override
    public void fill(TypedForms forms) {
        forms.rehearsal().ifPresent(rehearsal::fill);
    }

    /** The plan that is being carried out, was carried out, or would be; empty while there is none. */
    Optional<RestorePlan> plan() {
        return writing.or(() -> recovery.execution().outgoing().get()).or(recovery::acceptedPlan);
    }

    /** The number of keys in the file, as Inspect shows it; 0 if unknown. */
    long inspectedKeys() {
        return recovery.facts().map(facts -> facts.status().liveKeys()).orElse(0L);
    }

    /** The state of the places that the plan writes to. */
    TargetsModel targets() {
        return targets;
    }

    /** Saves the plan as a file. */
    PlanSaver planSaver() {
        return planSaver;
    }

    /** The members being written, or already written, with their progress; empty before. */
    ObservableList<MemberProgress> members() {
        return members;
    }

    /** Why the restore failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Whether it failed for what was found at the targets since, which need not be said twice. */
    boolean isRefusedByTargets() {
        return failed.get()
                .filter(why -> targets.problems().stream().anyMatch(found -> why.what().contains(found.sentence())))
                .isPresent();
    }

    /** The completed restore. */
    ReadOnlyObjectProperty<Optional<Restored>> restored() {
        return recovery.execution().restored();
    }

    /** The progress of all members together, with the time left; empty while nothing is being written. */
    ReadOnlyStringProperty pace() {
        return pace.getReadOnlyProperty();
    }

    /** The running work. */
    Activity activity() {
        return outline.activity();
    }

    /** Rehearses the plan. */
    public RehearsalModel rehearsal() {
        return rehearsal;
    }

    /** Shows the dialogs of the desktop. */
    Dialogs dialogs() {
        return tools.dialogs();
    }

    /** Whether the directories are being written. */
    boolean isWriting() {
        return writing.isPresent();
    }

    private boolean isBusy() {
        return outline.activity().isRunning();
    }

    /** Looks at the targets again. What was in the way of the last restore may be gone, so that is not said any longer. */
    void checkTargets() {
        failed.set(Optional.empty());
        targets.look();
    }

    private void replanned() {
        if (!isWriting()) {
            failed.set(Optional.empty());
            members.clear();
            targets.forget();
            hosts.room().forget();
        }
        refresh.changed();
    }

    private void writeIfSure() {
        if (isSure("despite")) {
            write();
        }
    }

    private boolean isSure(String question) {
        return rehearsed() != Rehearsed.DISPROVED || tools.dialogs()
                .confirm(texts.get(question + ".title"), texts.get(question + ".text"), texts.get(question + ".write"),
                        texts.get(question + ".stay"));
    }

    /** Leaves the plan to the delivery, and leads there. */
    private void leaveIfSure() {
        recovery.acceptedPlan().filter(_ -> !isBusy() && isSure("despite.hosts")).ifPresent(plan -> {
            hosts.leave(plan, rehearsed() == Rehearsed.DISPROVED);
            refresh.together(refresh::changed);
            outline.forward();
        });
    }

    /** Writes the directories. */
    void write() {
        recovery.acceptedPlan().filter(_ -> !isBusy()).ifPresent(plan -> {
            failed.set(Optional.empty());
            writing = Optional.of(plan);
            list(plan);
            Instant started = tools.clock().instant();
            tools.runner()
                    .run(outline.activity(), reporter -> Restorer.restore(plan, tools.opener(), reporter.progress()),
                            result -> written(plan, result, started), this::notWritten);
        });
    }

    private void list(RestorePlan plan) {
        members.setAll(plan.writtenMembers()
                .stream()
                .map(member -> new MemberProgress(member, plan.readBack()))
                .toList());
    }

    /** Shows a restore from before a restart as if it was made just now. */
    private void showRestored(Optional<Restored> done) {
        done.map(Restored::plan).filter(_ -> members.isEmpty()).ifPresent(plan -> {
            list(plan);
            members.forEach(MemberProgress::finish);
        });
        refresh.changed();
    }

    private void written(RestorePlan plan, RestoreResult result, Instant started) {
        writing = Optional.empty();
        members.forEach(MemberProgress::finish);
        if (recovery.acceptedPlan().equals(Optional.of(plan))) {
            recovery.execution()
                    .restored(new Restored(plan, result, started, tools.clock().instant(),
                            rehearsed() == Rehearsed.DISPROVED));
        } else {
            // The form is not locked during the restore, so the plan may have changed.
            failed.set(Optional.of(new Failed(texts.get("outdated"), texts.get("outdated.advice"), "", false)));
            targets.look();
        }
        refresh.changed();
    }

    private void notWritten(Throwable thrown) {
        writing = Optional.empty();
        Failed why = Failed.of(thrown);
        failed.set(Optional.of(why.saying(why.what(), texts.get(why.cancelled() ? "stopped.left" : "failed.left"))));
        recovery.timeline()
                .record(why.cancelled() ? Timeline.What.RESTORE_STOPPED : Timeline.What.RESTORE_FAILED,
                        why.cancelled() ? "" : why.what().replace('\n', ' '),
                        tools.clock().instant());
        members.clear();
        targets.look();
        refresh.changed();
    }

    private void follow(StageProgress stage) {
        stage.done().subscribe(this::progressed);
        stage.ended().subscribe(this::progressed);
    }

    private void progressed() {
        if (isWriting()) {
            members.forEach(member -> member.show(outline.activity().stages()));
            pace.set(Pace.of(outline.activity().stages(), texts));
            refresh.changed();
        }
    }

    private void show() {
        RestoreFacts facts = new RestoreFacts(recovery.facts().isPresent(),
                plan().map(plan -> isOnHosts() ? plan.members().size() : plan.writtenMembers().size()).orElse(0),
                isWriting(),
                members.stream().filter(MemberProgress::isStaged).count(), rehearsed(),
                recovery.execution().restored().get().isPresent(),
                recovery.execution().restored().get().filter(Restored::rehearsalFailed).isPresent(),
                Optional.of(hosts.facts()).filter(_ -> isOnHosts()),
                failed.get(), targets.state(), commands(), outline.wasPassed());
        outline.show(RestoreStatus.of(facts), action -> {
            switch (action) {
                case WRITE -> writeIfSure();
                case LEAVE -> leaveIfSure();
                case CONTINUE -> outline.forward();
            }
        });
    }

    private Rehearsed rehearsed() {
        if (rehearsal.running().get()) {
            return Rehearsed.RUNNING;
        }
        return rehearsal.result()
                .get()
                .map(result -> result.verdict() == Verdict.DISPROVED ? Rehearsed.DISPROVED : Rehearsed.PROVEN)
                .orElse(rehearsal.open().get() ? Rehearsed.OPENED : Rehearsed.NOT);
    }

    private List<Command> commands() {
        boolean decided = isWriting() || recovery.execution().outgoing().get().isPresent();
        List<Command> rehearsing = decided ? List.of() : rehearsal.commands();
        if (!rehearsing.isEmpty()) {
            return rehearsing;
        }
        return isOnHosts() ? plan().map(hosts::commands).orElse(List.of()) : restoring().stream().toList();
    }

    private Optional<Command> restoring() {
        return recovery.execution()
                .planFile()
                .get()
                .map(FileCommands::restore)
                .or(() -> recovery.snapshot()
                        .get()
                        .map(SnapshotChoice::name)
                        .filter(_ -> plan().isPresent())
                        .map(name -> FileCommands.restore(name, recovery.request().get())));
    }
}
