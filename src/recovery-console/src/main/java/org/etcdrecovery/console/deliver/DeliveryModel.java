package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.deliver.DeliveryDoor.Order;
import org.etcdrecovery.console.deliver.DeliveryDoor.Reached;
import org.etcdrecovery.console.deliver.DeliveryDoor.Seen;
import org.etcdrecovery.console.deliver.DeliveryDoor.Use;
import org.etcdrecovery.console.recovery.DeliveryForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Timeline;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Job;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.DeliverCommands;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;

/** The delivery of a plan to the hosts of its members: what is typed, what is known, and what runs. */
public final class DeliveryModel {
    /** How members get to their hosts. */
    public enum Way {
        /** By the ssh of this system. */
        OVER_SSH,
        /** By the operator's own hands. */
        BY_HAND
    }

    private final Recovery recovery;
    private final StepTools tools;
    private final DeliveryDoor door;
    private final DeliveryRows rows;
    private final ChosenHosts chosen;
    private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.BY_HAND);
    private final BooleanProperty quarantine = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Optional<DeliveryStep>> running = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Broken>> broken = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<LastCheck>> lastCheck = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Coalesced refresh = new Coalesced(this::show);

    /**
     * A step that failed as a whole, or was stopped.
     *
     * @param step the step
     * @param why  why
     */
    public record Broken(DeliveryStep step, Failed why) {}

    /**
     * A delivery by the ssh of this machine.
     *
     * @param hosts where the members were when they were last reached
     */
    public DeliveryModel(Recovery recovery, StepTools tools, ProfileHosts hosts) {
        this(recovery, tools, DeliveryDoor.ssh(tools, Optional.empty()), hosts);
    }

    /** A delivery through this door, without a profile. */
    public DeliveryModel(Recovery recovery, StepTools tools, DeliveryDoor door) {
        this(recovery, tools, door, new ProfileHosts(tools.memory(), Optional::empty));
    }

    DeliveryModel(Recovery recovery, StepTools tools, DeliveryDoor door, ProfileHosts hosts) {
        this.rows = new DeliveryRows(hosts, refresh::changed);
        this.chosen = rows.chosen();
        this.recovery = recovery;
        this.tools = tools;
        this.door = door;
        recovery.execution().outgoing().subscribe(_ -> rebuild());
        recovery.execution().leftToHosts().subscribe(left -> left.ifPresent(_ -> way.set(Way.OVER_SSH)));
        way.subscribe(refresh::changed);
        quarantine.subscribe(refresh::changed);
        running.subscribe(refresh::changed);
    }

    private void rebuild() {
        rows.show(plan());
        lastCheck.set(Optional.empty());
        broken.set(Optional.empty());
        refresh.changed();
    }

    /**
     * The command that stages a plan on the hosts that are known, typed, or else named in its peer URLs; empty while no
     * destination is complete.
     *
     * @param planFile the file that holds the plan
     */
    public Optional<Command> staging(RestorePlan plan, Path planFile) {
        ChosenHosts all = plan().equals(Optional.of(plan)) ? chosen : rows.of(plan);
        return Optional.of(all.targets())
                .filter(targets -> !targets.isEmpty())
                .map(targets -> new DeliverCommands(planFile, targets, all.acceptedKeys()).stage());
    }

    private void show() {
        if (running.get().isEmpty()) {
            recovery.execution().delivered(chosen.delivered());
        }
        changes.set(changes.get() + 1);
    }

    /** Whether the members go to their hosts over SSH. */
    public boolean isOverSsh() {
        return way.get() == Way.OVER_SSH;
    }

    /** How the members get to their hosts. */
    public ObjectProperty<Way> way() {
        return way;
    }

    /** Whether clients are kept out until the cluster is proven. */
    public BooleanProperty quarantine() {
        return quarantine;
    }

    /** The members; empty while there is no plan to deliver. */
    public ObservableList<HostRow> rows() {
        return rows.shown();
    }

    /** What is being done; empty if nothing is. */
    public ReadOnlyObjectProperty<Optional<DeliveryStep>> running() {
        return running.getReadOnlyProperty();
    }

    /** The step that failed as a whole, or was stopped; empty if the last one was not. */
    public ReadOnlyObjectProperty<Optional<Broken>> broken() {
        return broken.getReadOnlyProperty();
    }

    /** When the hosts were last checked; empty before. */
    public ReadOnlyObjectProperty<Optional<LastCheck>> lastCheck() {
        return lastCheck.getReadOnlyProperty();
    }

    /** Grows whenever something changes that follows from the rows. */
    public ReadOnlyIntegerProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /** Adds what is typed, unless nothing is. */
    public TypedForms addTyped(TypedForms forms) {
        DeliveryForm now = typed();
        return now.equals(new DeliveryForm(false, true, Map.of())) ? forms : forms.withDelivery(now);
    }

    private DeliveryForm typed() {
        return new DeliveryForm(isOverSsh(), quarantine.get(), rows.typed());
    }

    /** Restores what was typed earlier. */
    public void fill(DeliveryForm typed) {
        way.set(typed.overSsh() ? Way.OVER_SSH : Way.BY_HAND);
        quarantine.set(typed.quarantine());
        rows.fill(typed.hosts());
    }

    /** The plan that is delivered; empty while none was restored here or left to the delivery. */
    public Optional<RestorePlan> plan() {
        return recovery.execution().outgoing().get();
    }

    /** What the status of the delivery depends on. */
    public DeliveryFacts facts() {
        return chosen.facts(running.get());
    }

    /** What is known of the chosen members together. */
    public ChosenHosts chosen() {
        return chosen;
    }

    ActivationRequest request() {
        return new ActivationRequest(quarantine.get(), chosen.without(), ActivationRequest.DEFAULT_PATIENCE);
    }

    DeliveryDoor door() {
        return door;
    }

    StepTools tools() {
        return tools;
    }

    Recovery recovery() {
        return recovery;
    }

    /** What to do with these members; empty while there is no plan. */
    Optional<Order> order(Predicate<HostRow> wanted) {
        return plan().map(plan -> new Order(plan, chosen.targets(wanted), chosen.acceptedKeys()))
                .filter(order -> !order.targets().isEmpty());
    }

    /** Shows how far copies have come that run in this activity. */
    public void follow(Activity activity) {
        new CopyProgress(this).follow(activity);
    }

    /** Whether the members are being copied, and not only the database prepared. */
    public boolean isCopying() {
        return rows.shown().stream().anyMatch(HostRow::isWorking);
    }

    /** Reports what happens on the hosts. */
    DeliveryListener listener(Reporter reporter) {
        return (member, phase) -> reporter.publish(() -> running.get()
                .ifPresent(step -> chosen.row(member).ifPresent(row -> row.working(step, phase))));
    }

    /** Runs a step; what it was stopped for, or why it failed as a whole, becomes {@link #broken}. */
    <T> void run(Activity activity, DeliveryStep step, Order on, Job<T> job, Consumer<? super T> done) {
        if (activity.isRunning() || running.get().isPresent()) {
            return;
        }
        broken.set(Optional.empty());
        lastCheck.set(lastCheck.get().map(check -> check.then(step)));
        running.set(Optional.of(step));
        on.targets().forEach(target -> chosen.row(target).ifPresent(row -> row.working(step, "")));
        tools.runner().run(activity, job, result -> refresh.together(() -> {
            // The run is saved when the step ends: by then all that came of it is known.
            done.accept(result);
            end();
        }), thrown -> refresh.together(() -> {
            end();
            broken.set(Optional.of(new Broken(step, Failed.of(thrown))));
        }));
    }

    void stopped(DeliveryStep step) {
        broken.set(Optional.of(new Broken(step, Failed.of(new CancellationException()))));
    }

    private void end() {
        running.set(Optional.empty());
        rows.shown().forEach(HostRow::rest);
    }

    /** Adopts what the journals say. */
    public void read(List<HostStatus> statuses) {
        String plan = plan().map(Delivery::sha256).orElse("");
        statuses.forEach(status -> chosen.row(status.target()).ifPresent(row -> row.read(status, plan)));
        refresh.changed();
    }

    void record(Timeline.What what) {
        recovery.timeline().record(what, "", tools.clock().instant());
    }

    /** Checks all chosen hosts, and reads their journals. */
    public void check(Activity activity) {
        boolean keep = quarantine.get();
        order(_ -> true).ifPresent(order -> run(activity, DeliveryStep.CHECK, order,
                reporter -> door.look(order, keep, listener(reporter), reporter.progress()), this::found));
    }

    /** Adopts what a look at the hosts found. */
    void found(Seen seen) {
        for (HostReport report : seen.reports()) {
            chosen.row(report.target()).ifPresent(row -> row.checked(report));
        }
        rows.remember(seen.reports());
        lastCheck.set(Optional.of(new LastCheck(tools.clock().instant(), Optional.empty())));
        read(seen.statuses());
    }

    /** Takes a key that the operator has compared, and checks again. */
    public void accept(HostRow row, Activity activity) {
        row.unknownKey().filter(_ -> !activity.isRunning()).ifPresent(key -> {
            row.accept(key);
            check(activity);
        });
    }

    /** Writes the same as a playbook, and calls back with the files. */
    public void export(Activity activity, Path out, Consumer<List<Path>> done) {
        order(_ -> true).ifPresent(order -> run(activity, DeliveryStep.EXPORT, order,
                reporter -> door.export(order, request(), out,
                        reporter.progress()),
                done));
    }

    /**
     * Work with the members, through their hosts if one of them keeps clients out.
     *
     * @param settings how to reach the members as a client
     */
    public <T> Job<Reached<T>> reaching(ConnectionSettings settings, Reaching<T> work) {
        Optional<Order> order = order(_ -> true);
        return reporter -> {
            Use<T> use = through -> work.run(through, reporter);
            return order.isPresent()
                    ? door.reach(order.get(), settings, reporter.progress(), use)
                    : new Reached<>(List.of(), use.run(settings));
        };
    }

    /** Something that is done with the members, and reports how far it is. */
    @FunctionalInterface
    public interface Reaching<T> {
        /**
         * Does it.
         *
         * @param settings how to reach the members; through their hosts if they keep clients out
         */
        T run(ConnectionSettings settings, Reporter reporter) throws IOException;
    }
}
