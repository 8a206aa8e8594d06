package org.etcdrecovery.console.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** All that one run has gathered so far. Used on the FX thread only. */
public final class Recovery {
    private final RunKind kind;
    private final Instant started;
    private final ObjectProperty<SourceKind> source;
    private final ObjectProperty<Optional<ConnectionSettings>> connection = optional();
    private final ObjectProperty<Optional<ProbeReport>> report = optional();
    private final ObjectProperty<Optional<QuorumAssessment>> assessment = optional();
    private final BooleanProperty rollbackUnderstood = new SimpleBooleanProperty();
    private final ObservableList<ChecklistItem> checklist = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<SnapshotChoice>> snapshot = readOnlyOptional();
    private final ObjectProperty<Optional<SavedSnapshot>> saved = optional();
    private final ObjectProperty<Optional<RankedMember>> rescued = optional();
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspection = readOnlyOptional();
    private final ReadOnlyObjectWrapper<RestoreRequest> request = new ReadOnlyObjectWrapper<>(
            RestoreRequest.builder(List.of(), "").build());
    private final ObservableList<MemberRequest> laterMembers = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<PlanResult>> plan = readOnlyOptional();
    private final ReadOnlyObjectWrapper<Optional<Restored>> restored = readOnlyOptional();
    private final ObjectProperty<Optional<Path>> planFile = optional();
    /** What was written last, also before a restart; whether it counts depends on the plan. */
    private Optional<RestoreRecord> written = Optional.empty();
    private final ObservableList<HandedCommand> handedOver = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Proof>> proof = optional();

    /**
     * What was written, with the plan that it was written by: the form may have changed since.
     *
     * @param plan    what was to be done
     * @param result  what was done
     * @param started when it began
     * @param ended   when it was done
     */
    public record Restored(RestorePlan plan, RestoreResult result, Instant started, Instant ended) {}

    /**
     * @param kind    what somebody set out to do
     * @param started when
     */
    public Recovery(RunKind kind, Instant started) {
        this.kind = kind;
        this.started = started;
        this.source = new SimpleObjectProperty<>(switch (kind) {
            case RECOVER, SAVE -> SourceKind.ENDPOINTS;
            case INSPECT -> SourceKind.FILE;
            case RESCUE -> SourceKind.DIRECTORY;
        });
    }

    private static <T> ObjectProperty<Optional<T>> optional() {
        return new SimpleObjectProperty<>(Optional.empty());
    }

    private static <T> ReadOnlyObjectWrapper<Optional<T>> readOnlyOptional() {
        return new ReadOnlyObjectWrapper<>(Optional.empty());
    }

    /** What somebody set out to do. */
    public RunKind kind() {
        return kind;
    }

    /** When the run began. */
    public Instant started() {
        return started;
    }

    /** Where the keyspace comes from. */
    public ObjectProperty<SourceKind> source() {
        return source;
    }

    /** How the old cluster is reached, the login included: it is kept here and nowhere else. */
    public ObjectProperty<Optional<ConnectionSettings>> connection() {
        return connection;
    }

    /** What its members answered. */
    public ObjectProperty<Optional<ProbeReport>> report() {
        return report;
    }

    /** Whether it has quorum. */
    public ObjectProperty<Optional<QuorumAssessment>> assessment() {
        return assessment;
    }

    /** Whether the operator knows that a restore beside a living majority splits the cluster. */
    public BooleanProperty rollbackUnderstood() {
        return rollbackUnderstood;
    }

    /** What is to be done by hand before anything is restored. */
    public ObservableList<ChecklistItem> checklist() {
        return checklist;
    }

    /** The file that the run works on. */
    public ReadOnlyObjectProperty<Optional<SnapshotChoice>> snapshot() {
        return snapshot.getReadOnlyProperty();
    }

    /** Works on this file from now on. What was found in another one no longer counts. */
    public void choose(SnapshotChoice choice) {
        if (!snapshot.get().equals(Optional.of(choice))) {
            forgetSnapshot();
            snapshot.set(Optional.of(choice));
        }
    }

    /** Works on no file any more. */
    public void forgetSnapshot() {
        snapshot.set(Optional.empty());
        saved.set(Optional.empty());
        rescued.set(Optional.empty());
        forgetInspection();
    }

    /** What the save has told of the file; empty when it was not saved in this run. */
    public ObjectProperty<Optional<SavedSnapshot>> saved() {
        return saved;
    }

    /** The data directory that the file is the database of; empty when it comes from elsewhere or was not read yet. */
    public ObjectProperty<Optional<RankedMember>> rescued() {
        return rescued;
    }

    /** What was found in the file. */
    public ReadOnlyObjectProperty<Optional<Inspection>> inspection() {
        return inspection.getReadOnlyProperty();
    }

    /** Goes by this inspection from now on. */
    public void inspected(Inspection found) {
        forgetInspection();
        inspection.set(Optional.of(found));
        replan();
    }

    /** The file has to be looked at again. A consent was given to what was found in it, so it goes as well. */
    public void forgetInspection() {
        inspection.set(Optional.empty());
        edit(builder -> builder.skipHashCheck(false));
        forgetRestored();
        replan();
    }

    /** What the file says; empty while it is not known, and when it is damaged. */
    public Optional<SnapshotFacts> facts() {
        return inspection.get().flatMap(Inspection::facts);
    }

    /** What is asked of the restore. */
    public ReadOnlyObjectProperty<RestoreRequest> request() {
        return request.getReadOnlyProperty();
    }

    /** Changes what is asked of the restore. What was written for another request no longer counts. */
    public void edit(UnaryOperator<RestoreRequest.Builder> change) {
        RestoreRequest changed = change.apply(request.get().toBuilder()).build();
        if (!changed.equals(request.get())) {
            request.set(changed);
            forgetRestored();
            replan();
        }
    }

    /**
     * The members that are not restored and join the cluster once it runs, in their order, each with sound URLs and with
     * the data directory that it is to have on its host. They are no part of the request.
     */
    public ObservableList<MemberRequest> laterMembers() {
        return laterMembers;
    }

    /** The plan for the request and the file, or what speaks against one; empty while there is no sound file. */
    public ReadOnlyObjectProperty<Optional<PlanResult>> plan() {
        return plan.getReadOnlyProperty();
    }

    private void replan() {
        plan.set(facts().map(facts -> Planner.plan(request.get(), facts)));
        recall();
    }

    /** The plan, when nothing speaks against it. */
    public Optional<RestorePlan> acceptedPlan() {
        return plan.get()
                .filter(PlanResult.Accepted.class::isInstance)
                .map(accepted -> ((PlanResult.Accepted) accepted).plan());
    }

    /** What was written. */
    public ReadOnlyObjectProperty<Optional<Restored>> restored() {
        return restored.getReadOnlyProperty();
    }

    /** Where the plan was saved for scripts; empty when it was not. */
    public ObjectProperty<Optional<Path>> planFile() {
        return planFile;
    }

    /** What was handed over to be run on the hosts of the members. */
    public ObservableList<HandedCommand> handedOver() {
        return handedOver;
    }

    /** The directories stand in place. */
    public void restored(Restored done) {
        proof.set(Optional.empty());
        handedOver.clear();
        restored.set(Optional.of(done));
    }

    /** What was written last, to be kept; empty when nothing was. */
    public Optional<RestoreRecord> restoreRecord() {
        return restored.get().map(done -> RestoreRecord.of(done, planFile.get())).or(() -> written);
    }

    /** What was written before a restart counts as soon as the plan is the one that was carried out. */
    public void resume(RestoreRecord before) {
        written = Optional.of(before);
        recall();
    }

    /** Whoever changes something and changes it back has what was written, and not its directories in the way. */
    private void recall() {
        if (restored.get().isEmpty()) {
            written.ifPresent(before -> acceptedPlan().filter(before::carriedOut).ifPresent(plan -> {
                restored(new Restored(plan, before.result(), before.started(), before.ended()));
                planFile.set(before.planFile());
            }));
        }
    }

    private void forgetRestored() {
        written = restoreRecord();
        proof.set(Optional.empty());
        planFile.set(Optional.empty());
        handedOver.clear();
        restored.set(Optional.empty());
    }

    /** Whether the new cluster serves what was written. */
    public ObjectProperty<Optional<Proof>> proof() {
        return proof;
    }
}
