package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.deliver.DeliveryDoor.Order;
import org.etcdrecovery.console.deliver.DeliveryDoor.Seen;
import org.etcdrecovery.console.recovery.Timeline;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.deliver.Writes;
import org.etcdrecovery.core.deliver.Written;
import org.etcdrecovery.core.progress.Progress;

/** The steps of a delivery that change something on the hosts. */
public final class DeliverySteps {
    private final DeliveryModel model;
    private final ReadOnlyObjectWrapper<Optional<UndoQuestion>> question = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> fresh = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** Whether that was so since they were put in place, also once the old directories are removed. */
    private boolean saved;

    /** The steps of this delivery. */
    public DeliverySteps(DeliveryModel model) {
        this.model = model;
        model.recovery().execution().outgoing().subscribe(_ -> {
            question.set(Optional.empty());
            forgetSaved();
        });
        model.running().subscribe(running -> running.ifPresent(_ -> question.set(Optional.empty())));
    }

    /** The delivery that these steps advance. */
    public DeliveryModel model() {
        return model;
    }

    /** What an undo would do, once that was asked; empty otherwise. */
    public ReadOnlyObjectProperty<Optional<UndoQuestion>> question() {
        return question.getReadOnlyProperty();
    }

    /** The snapshot that was saved from the new members in this session; empty if none was. */
    public ReadOnlyObjectProperty<Optional<Path>> fresh() {
        return fresh.getReadOnlyProperty();
    }

    /** Whether such a snapshot was saved of the members that are in place; also once the old directories are removed. */
    public boolean isSaved() {
        return saved;
    }

    private void forgetSaved() {
        saved = false;
        fresh.set(Optional.empty());
    }

    /** @param seen what a look at the hosts found after one of them showed a key that ssh does not know */
    private record Ended(List<HostOutcome> outcomes, List<HostStatus> statuses, boolean stopped, Optional<Seen> seen) {
        boolean isDone() {
            return !stopped && outcomes.stream().allMatch(HostOutcome::done);
        }
    }

    @FunctionalInterface
    private interface Action {
        List<HostOutcome> run(Order order, Reporter reporter) throws IOException;
    }

    private void run(Activity activity, DeliveryStep step, Predicate<HostRow> wanted, Action action,
            Consumer<Ended> done) {
        boolean keep = model.quarantine().get();
        model.order(wanted)
                .ifPresent(order -> model.run(activity, step, order, reporter -> {
                    // Only the hosts know what is on them now, above all after a stop.
                    try {
                        List<HostOutcome> outcomes = action.run(order, reporter);
                        boolean stopped = outcomes.stream().anyMatch(DeliverySteps::wasStopped);
                        if (outcomes.stream().anyMatch(DeliverySteps::metUnknownKey)) {
                            // The key is shown to be compared, as after a check.
                            Seen seen = model.door().look(order, keep, DeliveryListener.NONE, Progress.NONE);
                            return new Ended(outcomes, seen.statuses(), stopped, Optional.of(seen));
                        }
                        return new Ended(outcomes, model.door().status(order, Progress.NONE), stopped,
                                Optional.empty());
                    } catch (CancellationException e) {
                        return new Ended(List.of(), model.door().status(order, Progress.NONE), true,
                                Optional.empty());
                    }
                }, ended -> {
                    ended.seen().ifPresent(model::found);
                    for (HostOutcome outcome : ended.outcomes()) {
                        model.chosen()
                                .row(outcome.target())
                                .filter(row -> !wasStopped(outcome)
                                        && (!metUnknownKey(outcome) || row.unknownKey().isEmpty()))
                                .ifPresent(row -> row.ended(outcome));
                    }
                    model.read(ended.statuses());
                    if (ended.stopped()) {
                        model.stopped(step);
                    }
                    done.accept(ended);
                }));
    }

    private static boolean wasStopped(HostOutcome outcome) {
        return outcome.failure().filter(why -> why.code().equals("program.cancelled")).isPresent();
    }

    private static boolean metUnknownKey(HostOutcome outcome) {
        return outcome.failure().filter(why -> why.code().equals("ssh.host-key-unknown")).isPresent();
    }

    /** Copies the chosen members to their hosts, but for those that are there already. */
    public void stage(Activity activity) {
        run(activity, DeliveryStep.STAGE,
                row -> row.state()
                        .filter(state -> state.compareTo(HostState.STAGED) >= 0
                                && state != HostState.UNDONE)
                        .isEmpty(),
                (order, reporter) -> model.door()
                        .stage(order, model.listener(reporter), reporter.progress()),
                ended -> {
                    ended.outcomes()
                            .stream()
                            .filter(HostOutcome::done)
                            .forEach(outcome -> model.chosen().row(outcome.target()).ifPresent(HostRow::arrived));
                    if (ended.isDone()) {
                        model.record(Timeline.What.STAGED);
                    }
                });
    }

    /** What other plans have only staged on the chosen hosts, by member. */
    SequencedMap<String, OtherPlan> stagedByOthers() {
        SequencedMap<String, OtherPlan> found = new LinkedHashMap<>();
        model.rows()
                .stream()
                .filter(DeliverySteps::isStagedByAnother)
                .forEach(row -> row.other().ifPresent(other -> found.put(row.name(), other)));
        return found;
    }

    private static boolean isStagedByAnother(HostRow row) {
        return row.fields().chosen().get() && row.other().filter(OtherPlan::isOnlyStaged).isPresent();
    }

    private record Discarded(List<HostOutcome> outcomes, Seen seen) {}

    /** Removes what other plans have only staged, and looks at these hosts again. */
    void discard(Activity activity) {
        Map<String, String> plans = new HashMap<>();
        stagedByOthers().forEach((name, other) -> plans.put(name, other.sha256()));
        boolean keep = model.quarantine().get();
        model.order(DeliverySteps::isStagedByAnother)
                .ifPresent(order -> model.run(activity, DeliveryStep.DISCARD, order,
                        reporter -> new Discarded(model.door().discard(order, plans, reporter.progress()),
                                model.door().look(order, keep, model.listener(reporter), Progress.NONE)),
                        done -> {
                            model.found(done.seen());
                            done.outcomes()
                                    .stream()
                                    .filter(outcome -> !outcome.done())
                                    .forEach(outcome -> model.chosen()
                                            .row(outcome.target())
                                            .ifPresent(row -> row.ended(outcome)));
                        }));
    }

    /** Puts the chosen members in place and starts them together. */
    public void activate(Activity activity) {
        ActivationRequest request = model.request();
        run(activity, DeliveryStep.ACTIVATE, _ -> true, (order, reporter) -> model.door()
                .activate(order, request, model.listener(reporter), reporter.progress()), ended -> {
                    if (ended.isDone()) {
                        model.record(Timeline.What.ACTIVATED);
                    }
                });
    }

    /**
     * Lets clients in, one member after the other.
     *
     * @param settings how to reach the members as a client
     */
    public void open(Activity activity, ConnectionSettings settings) {
        run(activity, DeliveryStep.OPEN, HostRow::isPlaced, (order, reporter) -> model.door()
                .open(order, settings, model.listener(reporter), reporter.progress()), ended -> {
                    if (ended.isDone()) {
                        model.record(Timeline.What.OPENED);
                    }
                });
    }

    /** Whether an undo has anything to take away. */
    public boolean isUndoable() {
        return model.rows().stream().anyMatch(HostRow::isUndoable);
    }

    /**
     * Asks the hosts and the members what an undo would lose.
     *
     * @param settings how to reach the members as a client
     */
    void askUndo(Activity activity, ConnectionSettings settings) {
        List<String> names = model.rows().stream().filter(HostRow::isUndoable).map(HostRow::name).toList();
        model.order(HostRow::isUndoable)
                .ifPresent(order -> model.run(activity, DeliveryStep.ASK_UNDO, order,
                        reporter -> model.door().written(order, settings, reporter.progress()),
                        found -> {
                            model.read(found.statuses());
                            question.set(Optional
                                    .of(new UndoQuestion(names, found.result().written(), found.result().refusal())));
                        }));
    }

    /** Drops the question. */
    public void keep() {
        question.set(Optional.empty());
    }

    /**
     * Takes away what was put in place. Unless a snapshot is saved before, nothing is undone if clients have written since
     * the question was asked.
     *
     * @param settings how to reach the members as a client
     * @param save     where to save a snapshot of the new members before; if that fails, nothing is undone
     * @param startOld whether to start the old members then
     */
    void undo(Activity activity, ConnectionSettings settings, Optional<Path> save, boolean startOld) {
        long known = question.get().map(UndoQuestion::revisions).orElse(0L);
        run(activity, DeliveryStep.UNDO, HostRow::isUndoable, (order, reporter) -> {
            Writes writes = save.isPresent()
                    ? model.door().save(order, settings, save.get(), reporter.progress()).writes()
                    : unsaved(order, settings, known, reporter.progress());
            return model.door().undo(order, writes, startOld, model.listener(reporter), reporter.progress());
        }, ended -> {
            // What was proven or saved may be gone even if the undo failed on one of the hosts.
            model.recovery().execution().discardProof();
            forgetSaved();
            if (ended.isDone()) {
                model.record(Timeline.What.UNDONE);
            }
        });
    }

    private Writes unsaved(Order order, ConnectionSettings settings, long known, Progress progress)
            throws IOException {
        Optional<Written> written = model.door().written(order, settings, progress).result().written();
        if (written.filter(now -> now.revisions() > known).isPresent()) {
            throw new IOException(Texts.of("deliver").get("undo.overtaken"));
        }
        return written.map(Written::unsaved).orElse(Writes.UNKNOWN);
    }

    /** Saves a snapshot of the new members. */
    public void save(Activity activity, ConnectionSettings settings, Path file) {
        model.order(HostRow::isPlaced)
                .ifPresent(order -> model.run(activity, DeliveryStep.SAVE, order,
                        reporter -> model.door().save(order, settings, file, reporter.progress()),
                        made -> {
                            saved = true;
                            fresh.set(Optional.of(made.file()));
                        }));
    }

    /** Whether every host on which something was moved aside says that the new member was taken away again. */
    public boolean isUndone() {
        return model.rows()
                .stream()
                .filter(row -> !row.aside().isEmpty())
                .allMatch(row -> row.state().equals(Optional.of(HostState.UNDONE)));
    }

    /** Whether members were taken away, and none of those that are delivered is in place any more. */
    public boolean isTakenAway() {
        return model.isOverSsh() && model.rows().stream().anyMatch(HostRow::isTakenAway)
                && model.rows().stream().noneMatch(HostRow::isInPlace);
    }

    /** Whether every member behind which something was moved aside runs and lets clients in. */
    public boolean isOpen() {
        return model.rows()
                .stream()
                .filter(row -> !row.aside().isEmpty())
                .allMatch(row -> row.isPlaced() && !row.isQuarantined());
    }

    /**
     * Removes the directories that were moved aside, and with them the way back.
     *
     * @param replaced whether the new members have replaced what was there: the cluster is proven, and a snapshot of it is
     *                 saved. Without that, a host whose new member is in place refuses.
     * @param discard  whether the operator lets go of what {@link #unsavedWrites} names. Without that, its host refuses.
     */
    public void clean(Activity activity, boolean replaced, boolean discard) {
        model.order(row -> !row.aside().isEmpty())
                .ifPresent(order -> model.run(activity, DeliveryStep.CLEAN, order,
                        reporter -> model.door().clean(order, replaced, discard, reporter.progress()), outcomes -> {
                            for (HostOutcome outcome : outcomes) {
                                model.chosen().row(outcome.target()).ifPresent(row -> {
                                    if (outcome.done()) {
                                        row.cleaned();
                                    } else {
                                        row.ended(outcome);
                                    }
                                });
                            }
                            fresh.set(Optional.empty());
                        }));
    }

    /** The members that were started, but nothing runs on their hosts, as far as those were asked. */
    public List<String> ended() {
        return model.rows().stream().filter(HostRow::isSilent).map(HostRow::name).toList();
    }

    /** The members that were taken away with what clients may have written to them, and that nothing says was saved. */
    public List<String> unsavedWrites() {
        return model.rows()
                .stream()
                .filter(row -> row.aside().stream().anyMatch(HostStatus.Kept::mayHoldUnsavedWrites))
                .map(HostRow::name)
                .toList();
    }

    /** The old directories on the hosts: a line for each. */
    public List<String> aside() {
        List<String> lines = new ArrayList<>();
        for (HostRow row : model.rows()) {
            row.aside().forEach(kept -> lines.add(Aside.line(row.name(), kept, model.tools().clock().instant())));
        }
        return lines;
    }
}
