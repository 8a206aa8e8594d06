package org.etcdrecovery.console.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;

/**
 * How far the current plan has come: whether it was rehearsed, restored or left to the delivery, what of it is on the hosts,
 * and whether the new cluster was proven. Used on the FX thread only.
 */
public final class Execution {
    private final ReadOnlyObjectWrapper<WritePlace> place = new ReadOnlyObjectWrapper<>(WritePlace.HERE);
    private final ReadOnlyObjectWrapper<Optional<Restored>> restored = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DeliveredPlan>> leftToHosts = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RestorePlan>> outgoing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> planFile = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<HandedCommand>> handedOver = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Proof>> proof = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RehearsalResult>> rehearsal = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Delivered> delivered = new ReadOnlyObjectWrapper<>(Delivered.NOTHING);
    /** The current plan, if nothing prevents it. */
    private Optional<RestorePlan> planned = Optional.empty();
    /** The last restore of this run, or the last plan left to the delivery, perhaps from before a restart. */
    private Optional<RestoreRecord> written = Optional.empty();
    /** What followed that in this run. */
    private Optional<Aftermath> followed = Optional.empty();

    private record Aftermath(RestorePlan plan, List<HandedCommand> handedOver, Optional<Proof> proof) {}

    Execution() {}

    /** The last rehearsal of the current plan. */
    public ReadOnlyObjectProperty<Optional<RehearsalResult>> rehearsal() {
        return rehearsal.getReadOnlyProperty();
    }

    /** Begins to rehearse. The result of an earlier rehearsal is discarded. */
    public void rehearsing() {
        rehearsal.set(Optional.empty());
    }

    /** Records a rehearsal, unless it was of another plan. */
    public void rehearsed(RestorePlan which, RehearsalResult result) {
        if (planned.equals(Optional.of(which))) {
            rehearsal.set(Optional.of(result));
        }
    }

    /** Where the data directories are written. */
    public ReadOnlyObjectProperty<WritePlace> place() {
        return place.getReadOnlyProperty();
    }

    /** Chooses where the data directories are written. A plan that was left to the delivery is taken back. */
    public void write(WritePlace where) {
        if (where != place.get()) {
            place.set(where);
            written = written.filter(record -> record.result().isPresent());
            if (leftToHosts.get().isPresent()) {
                begin();
                leftToHosts.set(Optional.empty());
                outgoing.set(Optional.empty());
            }
        }
    }

    /** The restore for the current plan, if it was written here. */
    public ReadOnlyObjectProperty<Optional<Restored>> restored() {
        return restored.getReadOnlyProperty();
    }

    /** Records a completed restore. */
    public void restored(Restored done) {
        begin();
        leftToHosts.set(Optional.empty());
        restored.set(Optional.of(done));
        outgoing.set(Optional.of(done.plan()));
    }

    /** The current plan, once it was left to the delivery. */
    public ReadOnlyObjectProperty<Optional<DeliveredPlan>> leftToHosts() {
        return leftToHosts.getReadOnlyProperty();
    }

    /** Leaves a plan to the delivery. */
    public void leaveToHosts(DeliveredPlan left) {
        begin();
        leftToHosts.set(Optional.of(left));
        outgoing.set(Optional.of(left.plan()));
    }

    private void begin() {
        proof.set(Optional.empty());
        handedOver.set(List.of());
        delivered.set(Delivered.NOTHING);
    }

    /** The current plan, once it was carried out here or left to the delivery: what the steps after that work on. */
    public ReadOnlyObjectProperty<Optional<RestorePlan>> outgoing() {
        return outgoing.getReadOnlyProperty();
    }

    /** The file that the plan was saved to; empty if it was not. */
    public ReadOnlyObjectProperty<Optional<Path>> planFile() {
        return planFile.getReadOnlyProperty();
    }

    /** Records where a plan was saved. The file of another plan stays on the disk, but no command names it. */
    public void savedPlan(RestorePlan which, Path file) {
        if (outgoing.get().or(() -> planned).equals(Optional.of(which))) {
            planFile.set(Optional.of(file));
        }
    }

    /** The commands given to the operator to run on the members' hosts. */
    public ReadOnlyObjectProperty<List<HandedCommand>> handedOver() {
        return handedOver.getReadOnlyProperty();
    }

    /** Records the commands given to the operator. */
    public void handOver(List<HandedCommand> commands) {
        handedOver.set(List.copyOf(commands));
    }

    /** What is in place on the hosts of the members, as far as they were asked in this session. */
    public ReadOnlyObjectProperty<Delivered> delivered() {
        return delivered.getReadOnlyProperty();
    }

    /** Records what is in place on the hosts of the members. */
    public void delivered(Delivered now) {
        delivered.set(now);
    }

    /** Whether the new cluster serves what was restored. */
    public ReadOnlyObjectProperty<Optional<Proof>> proof() {
        return proof.getReadOnlyProperty();
    }

    /** Discards the proof: the new cluster is checked anew, or is taken away. */
    public void discardProof() {
        proof.set(Optional.empty());
    }

    /** Records the result of checking the new cluster, unless it was checked against another plan. */
    public void proved(RestorePlan against, Proof found) {
        if (outgoing.get().equals(Optional.of(against))) {
            proof.set(Optional.of(found));
        }
    }

    /** The last restore, or the last plan left to the delivery, of whichever plan, to be saved; empty before both. */
    public Optional<RestoreRecord> record() {
        return restored.get()
                .map(done -> RestoreRecord.of(done, planFile.get()))
                .or(() -> leftToHosts.get().map(left -> RestoreRecord.of(left, planFile.get())))
                .or(() -> written);
    }

    /** Adopts a restore, or a plan left to the delivery, from before a restart; it takes effect once the plan is that one. */
    public void resume(RestoreRecord before) {
        written = Optional.of(before);
        recall();
    }

    /** Whether a directory is one of those that the last restore wrote, of whichever plan. */
    boolean hasWritten(String directory) {
        return record().stream()
                .flatMap(done -> done.result().stream())
                .flatMap(result -> result.members().stream())
                .anyMatch(member -> directory.equals(member.dataDir().toString())
                        || member.walDir().map(Path::toString).filter(directory::equals).isPresent());
    }

    /** Adopts the current plan. */
    void planned(Optional<RestorePlan> accepted) {
        planned = accepted;
        recall();
    }

    /** If the operator undoes a change, what was made before is valid again, and its directories are not in the way. */
    private void recall() {
        if (outgoing.get().isEmpty()) {
            written.ifPresent(before -> planned.filter(before::isOf).ifPresent(plan -> {
                boolean rehearsalFailed = before.rehearsalFailed().orElse(false);
                before.result()
                        .ifPresentOrElse(
                                result -> restored(new Restored(plan, result, before.started(), before.ended(),
                                        rehearsalFailed)),
                                () -> leaveToHosts(new DeliveredPlan(plan, before.started(), rehearsalFailed)));
                planFile.set(before.planFile());
                followed.filter(after -> after.plan.equals(plan)).ifPresent(after -> {
                    handedOver.set(after.handedOver);
                    proof.set(after.proof);
                });
            }));
        }
    }

    /** Hides what belongs to another plan. */
    void forget() {
        written = record();
        followed = outgoing.get()
                .map(plan -> new Aftermath(plan, handedOver.get(), proof.get()))
                .or(() -> followed);
        begin();
        rehearsal.set(Optional.empty());
        planFile.set(Optional.empty());
        restored.set(Optional.empty());
        leftToHosts.set(Optional.empty());
        outgoing.set(Optional.empty());
    }
}
