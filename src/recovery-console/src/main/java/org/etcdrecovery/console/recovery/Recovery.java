package org.etcdrecovery.console.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.recovery.WorkingFile.SetAside;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.report.RestoreLoss;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * The state that one run has gathered. It is changed through verbs only, each of which also discards what the change
 * makes invalid. Used on the FX thread only.
 */
public final class Recovery {
    private final RunKind kind;
    private final Instant started;
    private final ReadOnlyObjectWrapper<SourceKind> source;
    private final OldCluster old = new OldCluster();
    private final WorkingFile file = new WorkingFile();
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspection = optional();
    /** Set before the property, so that the plan is there when its listeners are called. */
    private Optional<Inspection> inspected = Optional.empty();
    private final ReadOnlyObjectWrapper<RestoreRequest> request = new ReadOnlyObjectWrapper<>(
            RestoreRequest.builder(List.of(), "").build());
    private final ReadOnlyObjectWrapper<List<MemberRequest>> laterMembers = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<PlanResult>> plan = optional();
    private final ReadOnlyObjectWrapper<Optional<SeenTargets>> targets = optional();
    private final Execution execution = new Execution();
    private final Timeline timeline = new Timeline();
    private Optional<RestoreLoss> loss = Optional.empty();

    /**
     * @param kind    the kind of run
     * @param started when the run began
     */
    public Recovery(RunKind kind, Instant started) {
        this.kind = kind;
        this.started = started;
        this.source = new ReadOnlyObjectWrapper<>(switch (kind) {
            case RECOVER, SAVE -> SourceKind.ENDPOINTS;
            case INSPECT -> SourceKind.FILE;
            case RESCUE -> SourceKind.DIRECTORY;
        });
    }

    private static <T> ReadOnlyObjectWrapper<Optional<T>> optional() {
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

    /** What happened in the run and when. */
    public Timeline timeline() {
        return timeline;
    }

    /** What is known of the old cluster. */
    public OldCluster oldCluster() {
        return old;
    }

    /** How far the current plan has come. */
    public Execution execution() {
        return execution;
    }

    /** The source of the keyspace. The file that the run works on always comes from it. */
    public ReadOnlyObjectProperty<SourceKind> source() {
        return source.getReadOnlyProperty();
    }

    /** Changes the source. The file of the previous one is set aside, and is back when its source is chosen again. */
    public void chooseSource(SourceKind now) {
        if (now == source.get()) {
            return;
        }
        setAside();
        source.set(now);
        Optional<SetAside> before = file.takeBack(now);
        forgetSnapshot();
        before.ifPresent(known -> {
            file.restore(known);
            known.inspection().ifPresent(this::inspected);
            edit(builder -> builder.skipHashCheck(known.skipHashCheck()));
        });
    }

    private void setAside() {
        file.setAside(source.get(), inspected, request.get().skipHashCheck());
    }

    /**
     * Records the members' answers. If another cluster answers than before, the snapshot that was saved from that one is
     * discarded, and so is what the operator said about its checklist.
     */
    public void askedMembers(ProbeReport answers, QuorumAssessment meaning) {
        if (old.isAnother(answers)) {
            file.drop(SourceKind.ENDPOINTS);
            if (source.get() == SourceKind.ENDPOINTS) {
                forgetSnapshot();
            }
        }
        old.asked(answers, meaning);
    }

    /** The file that the run works on. */
    public ReadOnlyObjectProperty<Optional<SnapshotChoice>> snapshot() {
        return file.choice();
    }

    /** Changes the file that the run works on, and with it the source. What was found in the previous one goes. */
    public void choose(SnapshotChoice choice) {
        if (!file.is(choice)) {
            if (choice.source() != source.get()) {
                setAside();
                file.drop(choice.source());
                source.set(choice.source());
            }
            forgetSnapshot();
            file.choose(choice);
        }
    }

    /** Changes the file that the run works on to one that was just saved. */
    public void saved(SavedSnapshot snapshot, SnapshotChoice choice) {
        choose(choice);
        file.saved(snapshot);
    }

    /** Drops the file that the run works on. */
    public void forgetSnapshot() {
        file.forget();
        forgetInspection();
    }

    /** What the save reported about the file; empty if it was not saved in this run. */
    public ReadOnlyObjectProperty<Optional<SavedSnapshot>> saved() {
        return file.saved();
    }

    /** The data directory that contains the file as its database; empty if there is none or it has not been read. */
    public ReadOnlyObjectProperty<Optional<RankedMember>> rescued() {
        return file.rescued();
    }

    /** Records that the file is the database of this directory. */
    public void rescued(RankedMember from) {
        file.rescued(from);
    }

    /** The inspection of the file. */
    public ReadOnlyObjectProperty<Optional<Inspection>> inspection() {
        return inspection.getReadOnlyProperty();
    }

    /** Replaces the inspection. */
    public void inspected(Inspection found) {
        forgetInspection();
        inspected = Optional.of(found);
        replan();
        inspection.set(inspected);
    }

    /** Discards the inspection, and with it the consent to skip the hash check, which was given for its findings. */
    public void forgetInspection() {
        inspected = Optional.empty();
        loss = Optional.empty();
        inspection.set(inspected);
        edit(builder -> builder.skipHashCheck(false).keyspace(Optional.empty()));
        execution.forget();
        replan();
    }

    /** What restoring the file loses; empty unless the operator compared it with another one. */
    public Optional<RestoreLoss> loss() {
        return loss;
    }

    /**
     * Records a comparison, unless it is of another file than the one that the run works on. Once the new cluster is proven,
     * the other file may be of that one, and what its clients wrote is no loss.
     */
    public void compared(RestoreLoss found) {
        if (execution.proof().get().filter(Proof::proven).isEmpty()
                && snapshot().get().map(SnapshotChoice::name).filter(found.snapshot()::equals).isPresent()) {
            loss = Optional.of(found);
        }
    }

    /** The facts in the file; empty while they are unknown, and if the file is too damaged to tell. */
    public Optional<SnapshotFacts> facts() {
        return inspected.flatMap(Inspection::facts);
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
            execution.forget();
            replan();
        }
    }

    /**
     * The members that are not restored but join the running cluster later, in their order. Each has valid URLs and the
     * data directory that it will have on its host. They are not in the request.
     */
    public ReadOnlyObjectProperty<List<MemberRequest>> laterMembers() {
        return laterMembers.getReadOnlyProperty();
    }

    /** Changes the members that join later. */
    public void joinLater(List<MemberRequest> members) {
        laterMembers.set(List.copyOf(members));
    }

    /** The plan for the request and the file, or the problems that prevent it; empty while {@link #facts} is. */
    public ReadOnlyObjectProperty<Optional<PlanResult>> plan() {
        return plan.getReadOnlyProperty();
    }

    private void replan() {
        plan.set(inspected.filter(found -> found.facts().isPresent()).map(found -> Planner.plan(request.get(), found)));
        execution.planned(acceptedPlan());
    }

    /** The plan, if nothing prevents it. */
    public Optional<RestorePlan> acceptedPlan() {
        return plan.get()
                .filter(PlanResult.Accepted.class::isInstance)
                .map(accepted -> ((PlanResult.Accepted) accepted).plan());
    }

    /** The result of the last look at a plan's targets, by any step. It names its plan, which need not be the current one. */
    public ReadOnlyObjectProperty<Optional<SeenTargets>> targets() {
        return targets.getReadOnlyProperty();
    }

    /** Records what a look at the targets of a plan found. */
    public void seen(SeenTargets found) {
        targets.set(Optional.of(found));
    }

    /** Adopts what a report says of the old cluster and of the origin of the file, from before a restart. */
    public void resume(OriginEvidence before) {
        old.resume(before.quorum(), before.rollback());
        file.resume(before.saved(), before.rescue());
    }

    /** The cluster whose data the file holds, by the manifest beside it; empty without one, or if it does not tell. */
    public Optional<ClusterId> recordedCluster() {
        return inspected.flatMap(Inspection::recorded).flatMap(RecordedOrigin::cluster);
    }

    /** The IDs by which the old cluster is known: from its members, a snapshot saved from one, or a rescued log. */
    public Set<ClusterId> oldClusters() {
        return Stream.of(old.id(), recordedCluster(), saved().get().map(snapshot -> snapshot.member().clusterId()),
                rescued().get().flatMap(taken -> taken.directory().log()).map(LogFacts::clusterId))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** What a report says of them, perhaps from before a restart; the directory only from there. */
    OriginEvidence evidence() {
        return new OriginEvidence(old.evidence(), old.wasUnderstood(), file.saveEvidence(), file.rescueBefore());
    }
}
