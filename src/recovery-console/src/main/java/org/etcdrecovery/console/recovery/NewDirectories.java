package org.etcdrecovery.console.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;

/**
 * What a run has rehearsed and restored or left to the delivery, what of it is on the hosts, and whether the new cluster was
 * proven; each for the plan of now.
 */
final class NewDirectories {
    private final ReadOnlyObjectWrapper<WritePlace> place = new ReadOnlyObjectWrapper<>(WritePlace.HERE);
    private final ReadOnlyObjectWrapper<Optional<Restored>> restored = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Entrusted>> entrusted = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RestorePlan>> outgoing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> planFile = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<HandedCommand>> handedOver = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Proof>> proof = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RehearsalResult>> rehearsal = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Delivered> delivered = new ReadOnlyObjectWrapper<>(Delivered.NOTHING);
    /** The last restore of this run, or the last plan left to the delivery, perhaps from before a restart. */
    private Optional<RestoreRecord> written = Optional.empty();
    /** What followed that in this run. */
    private Optional<Aftermath> followed = Optional.empty();

    private record Aftermath(RestorePlan plan, List<HandedCommand> handedOver, Optional<Proof> proof) {}

    ReadOnlyObjectProperty<WritePlace> place() {
        return place.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Restored>> restored() {
        return restored.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Entrusted>> entrusted() {
        return entrusted.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<RestorePlan>> outgoing() {
        return outgoing.getReadOnlyProperty();
    }

    /** Writes elsewhere from now on. What was left to the delivery is taken back. */
    void write(WritePlace where) {
        if (where != place.get()) {
            place.set(where);
            written = written.filter(record -> record.result().isPresent());
            if (entrusted.get().isPresent()) {
                begin();
                entrusted.set(Optional.empty());
                outgoing.set(Optional.empty());
            }
        }
    }

    ReadOnlyObjectProperty<Optional<Path>> planFile() {
        return planFile.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<HandedCommand>> handedOver() {
        return handedOver.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Proof>> proof() {
        return proof.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<RehearsalResult>> rehearsal() {
        return rehearsal.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Delivered> delivered() {
        return delivered.getReadOnlyProperty();
    }

    void delivered(Delivered now) {
        delivered.set(now);
    }

    void rehearsing() {
        rehearsal.set(Optional.empty());
    }

    void rehearsed(RehearsalResult result) {
        rehearsal.set(Optional.of(result));
    }

    void restored(Restored done) {
        begin();
        entrusted.set(Optional.empty());
        restored.set(Optional.of(done));
        outgoing.set(Optional.of(done.plan()));
    }

    void entrust(Entrusted left) {
        begin();
        entrusted.set(Optional.of(left));
        outgoing.set(Optional.of(left.plan()));
    }

    private void begin() {
        proof.set(Optional.empty());
        handedOver.set(List.of());
        delivered.set(Delivered.NOTHING);
    }

    /** Records where a plan was saved, unless it is another than that of now. */
    void savedPlan(RestorePlan which, Optional<RestorePlan> accepted, Path file) {
        if (outgoing.get().or(() -> accepted).equals(Optional.of(which))) {
            planFile.set(Optional.of(file));
        }
    }

    void handOver(List<HandedCommand> commands) {
        handedOver.set(List.copyOf(commands));
    }

    /** The last restore, or the last plan left to the delivery, of whichever plan. */
    Optional<RestoreRecord> record() {
        return restored.get()
                .map(done -> RestoreRecord.of(done, planFile.get()))
                .or(() -> entrusted.get().map(left -> RestoreRecord.of(left, planFile.get())))
                .or(() -> written);
    }

    /** Whether a directory is one of those that the last restore wrote, of whichever plan. */
    boolean hasWritten(String directory) {
        return record().stream()
                .flatMap(done -> done.result().stream())
                .flatMap(result -> result.members().stream())
                .anyMatch(member -> directory.equals(member.dataDir().toString())
                        || member.walDir().map(Path::toString).filter(directory::equals).isPresent());
    }

    /** Adopts what was made before a restart, which {@link #recall} makes valid. */
    void resume(RestoreRecord before) {
        written = Optional.of(before);
    }

    /** If the operator undoes a change, what was made before is valid again, and its directories are not in the way. */
    void recall(Optional<RestorePlan> accepted) {
        if (outgoing.get().isEmpty()) {
            written.ifPresent(before -> accepted.filter(before::isOf).ifPresent(plan -> {
                boolean despite = before.despite().orElse(false);
                before.result()
                        .ifPresentOrElse(
                                result -> restored(new Restored(plan, result, before.started(), before.ended(),
                                        despite)),
                                () -> entrust(new Entrusted(plan, before.started(), despite)));
                planFile.set(before.planFile());
                followed.filter(after -> after.plan.equals(plan)).ifPresent(after -> {
                    handedOver.set(after.handedOver);
                    proof.set(after.proof);
                });
            }));
        }
    }

    /** Hides what was made by another plan than that of now. */
    void forget() {
        written = record();
        followed = outgoing.get()
                .map(plan -> new Aftermath(plan, handedOver.get(), proof.get()))
                .or(() -> followed);
        rehearsal.set(Optional.empty());
        proof.set(Optional.empty());
        planFile.set(Optional.empty());
        handedOver.set(List.of());
        delivered.set(Delivered.NOTHING);
        restored.set(Optional.empty());
        entrusted.set(Optional.empty());
        outgoing.set(Optional.empty());
    }

    void proving() {
        proof.set(Optional.empty());
    }

    void proved(RestorePlan against, Proof found) {
        if (outgoing.get().equals(Optional.of(against))) {
            proof.set(Optional.of(found));
        }
    }
}
