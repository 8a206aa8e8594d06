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

/** The state that one run has gathered. Used on the FX thread only. */
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
    /** The last restore of this run, perhaps from before a restart; it is only valid for its own plan. */
    private Optional<RestoreRecord> written = Optional.empty();
    private final ObservableList<HandedCommand> handedOver = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Proof>> proof = optional();

    /**
     * A completed restore with the plan that it carried out: the form may have changed since.
     *
     * @param plan    the plan
     * @param result  what was done
     * @param started when the restore began
     * @param ended   when it was done
     */
    public record Restored(RestorePlan plan, RestoreResult result, Instant started, Instant ended) {}

    /**
     * @param kind    the kind of run
     * @param started when the run began
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

    /** The kind of run. */
    public RunKind kind() {
        return kind;
    }

    /** When the run began. */
    public Instant started() {
        return started;
    }

    /** The source of the keyspace. */
    public ObjectProperty<SourceKind> source() {
        return source;
    }

    /** How to reach the old cluster, with the login, which is kept here and nowhere else. */
    public ObjectProperty<Optional<ConnectionSettings>> connection() {
        return connection;
    }

    /** The members' answers. */
    public ObjectProperty<Optional<ProbeReport>> report() {
        return report;
    }

    /** Whether the old cluster has quorum. */
    public ObjectProperty<Optional<QuorumAssessment>> assessment() {
        return assessment;
    }

    /** Whether the operator has confirmed that a restore next to a running majority splits the cluster. */
    public BooleanProperty rollbackUnderstood() {
        return rollbackUnderstood;
    }

    /** What the operator must do by hand before the restore. */
    public ObservableList<ChecklistItem> checklist() {
        return checklist;
    }

    /** The file that the run works on. */
    public ReadOnlyObjectProperty<Optional<SnapshotChoice>> snapshot() {
        return snapshot.getReadOnlyProperty();
    }

    /** Changes the file that the run works on. Discards what was found in the previous one. */
    public void choose(SnapshotChoice choice) {
        if (!snapshot.get().equals(Optional.of(choice))) {
            forgetSnapshot();
            snapshot.set(Optional.of(choice));
        }
    }

    /** Drops the file that the run works on. */
    public void forgetSnapshot() {
        snapshot.set(Optional.empty());
        saved.set(Optional.empty());
        rescued.set(Optional.empty());
        forgetInspection();
    }

    /** What the save reported about the file; empty if it was not saved in this run. */
    public ObjectProperty<Optional<SavedSnapshot>> saved() {
        return saved;
    }

    /** The data directory that contains the file as its database; empty if there is none or it has not been read. */
    public ObjectProperty<Optional<RankedMember>> rescued() {
        return rescued;
    }

    /** The inspection of the file. */
    public ReadOnlyObjectProperty<Optional<Inspection>> inspection() {
        return inspection.getReadOnlyProperty();
    }

    /** Replaces the inspection. */
    public void inspected(Inspection found) {
        forgetInspection();
        inspection.set(Optional.of(found));
        replan();
    }

    /** Discards the inspection, and with it the consent to skip the hash check, which was given for its findings. */
    public void forgetInspection() {
        inspection.set(Optional.empty());
        edit(builder -> builder.skipHashCheck(false));
        forgetRestored();
        replan();
    }

    /** The facts in the file; empty while they are unknown, and if the file is too damaged to tell. */
    public Optional<SnapshotFacts> facts() {
        return inspection.get().flatMap(Inspection::facts);
    }

    /** The restore request. */
    public ReadOnlyObjectProperty<RestoreRequest> request() {
        return request.getReadOnlyProperty();
    }

    /** Changes the restore request. Hides a restore that was made for another request. */
    public void edit(UnaryOperator<RestoreRequest.Builder> change) {
        RestoreRequest changed = change.apply(request.get().toBuilder()).build();
        if (!changed.equals(request.get())) {
            request.set(changed);
            forgetRestored();
            replan();
        }
    }

    /**
     * The members that are not restored but join the running cluster later, in their order. Each has valid URLs and the
     * data directory that it will have on its host. They are not in the request.
     */
    public ObservableList<MemberRequest> laterMembers() {
        return laterMembers;
    }

    /** The plan for the request and the file, or the problems that prevent it; empty while {@link #facts} is. */
    public ReadOnlyObjectProperty<Optional<PlanResult>> plan() {
        return plan.getReadOnlyProperty();
    }

    private void replan() {
        plan.set(facts().map(facts -> Planner.plan(request.get(), facts)));
        recall();
    }

    /** The plan, if nothing prevents it. */
    public Optional<RestorePlan> acceptedPlan() {
        return plan.get()
                .filter(PlanResult.Accepted.class::isInstance)
                .map(accepted -> ((PlanResult.Accepted) accepted).plan());
    }

    /** The restore for the current plan. */
    public ReadOnlyObjectProperty<Optional<Restored>> restored() {
        return restored.getReadOnlyProperty();
    }

    /** The file that the plan was saved to; empty if it was not. */
    public ObjectProperty<Optional<Path>> planFile() {
        return planFile;
    }

    /** The commands given to the operator to run on the members' hosts. */
    public ObservableList<HandedCommand> handedOver() {
        return handedOver;
    }

    /** Records a completed restore. */
    public void restored(Restored done) {
        proof.set(Optional.empty());
        handedOver.clear();
        restored.set(Optional.of(done));
    }

    /** The last restore, to be saved; empty if there is none. */
    public Optional<RestoreRecord> restoreRecord() {
        return restored.get().map(done -> RestoreRecord.of(done, planFile.get())).or(() -> written);
    }

    /** Adopts a restore from before a restart; it takes effect once the plan is the one it carried out. */
    public void resume(RestoreRecord before) {
        written = Optional.of(before);
        recall();
    }

    /** If the operator undoes a change, the earlier restore is valid again and its directories are not in the way. */
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

    /** Whether the new cluster serves what was restored. */
    public ObjectProperty<Optional<Proof>> proof() {
        return proof;
    }
}
