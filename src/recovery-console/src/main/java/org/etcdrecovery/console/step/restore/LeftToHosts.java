package org.etcdrecovery.console.step.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.recovery.DeliveredPlan;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.restore.RestoreFacts.OnHosts;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;

/** The choice to leave the plan to the delivery, which writes the data directories on their hosts, and what came of it. */
public final class LeftToHosts {
    private final Recovery recovery;
    private final StepTools tools;
    private final DeliveryModel delivery;
    private final ScratchRoom room;
    private final ObjectProperty<WritePlace> place = new SimpleObjectProperty<>(WritePlace.HERE);

    LeftToHosts(Recovery recovery, StepTools tools, DeliveryModel delivery) {
        this.recovery = recovery;
        this.tools = tools;
        this.delivery = delivery;
        this.room = new ScratchRoom(recovery, tools);
        recovery.execution().place().subscribe(place::set);
        place.subscribe((_, chosen) -> recovery.execution().write(chosen));
    }

    /** Where the data directories are written. */
    public ObjectProperty<WritePlace> place() {
        return place;
    }

    /** Whether no other place can be chosen, because something is in place on the hosts, or is being done there. */
    boolean isFixed() {
        return delivery.running().get().isPresent() || !recovery.execution().delivered().get().members().isEmpty();
    }

    /** Whether it is chosen, and nothing was written here before. */
    boolean isChosen() {
        return recovery.execution().place().get() == WritePlace.HOSTS
                && recovery.execution().restored().get().isEmpty();
    }

    /** How many members are in place on their hosts; empty if the plan was not left to the delivery. */
    Optional<Integer> placed() {
        return recovery.execution()
                .leftToHosts()
                .get()
                .map(_ -> recovery.execution().delivered().get().members().size());
    }

    /** The space in scratch for the one database. */
    ScratchRoom room() {
        return room;
    }

    /** How far the plan has come. */
    OnHosts facts() {
        Optional<DeliveredPlan> left = recovery.execution().leftToHosts().get();
        return new OnHosts(left.isPresent(), left.filter(DeliveredPlan::rehearsalFailed).isPresent(),
                placed().orElse(0));
    }

    /**
     * Leaves a plan to the delivery.
     *
     * @param rehearsalFailed whether a rehearsal of this plan had failed when the operator went ahead
     */
    void leave(RestorePlan plan, boolean rehearsalFailed) {
        recovery.execution().leaveToHosts(new DeliveredPlan(plan, tools.clock().instant(), rehearsalFailed));
    }

    /** The command that stages, after the one that saves the plan unless that was done. */
    List<Command> commands(RestorePlan plan) {
        Optional<Path> saved = recovery.execution().planFile().get();
        Path file = saved.orElse(Path.of(PlanSaver.NAME));
        Stream<Command> save = recovery.snapshot()
                .get()
                .filter(_ -> saved.isEmpty())
                .map(choice -> FileCommands.plan(choice.name(), recovery.request().get(), file))
                .stream();
        return Stream.concat(save, delivery.staging(plan, file).stream()).toList();
    }
}
