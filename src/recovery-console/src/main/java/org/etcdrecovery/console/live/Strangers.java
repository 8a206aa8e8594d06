package org.etcdrecovery.console.live;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;

/**
 * The members of other clusters that answer at the client URLs of the plan: an old member that was not stopped. It keeps
 * the new member from its port, and clients keep writing to it. A member that has answered stays here until a later look
 * shows that it is gone; a look that fails shows nothing.
 */
public final class Strangers {
    private final Recovery recovery;
    private final TaskRunner runner;
    private final Clock clock;
    private final Look look;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<List<Sighting>> seen = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper looked = new ReadOnlyBooleanWrapper();

    /** Asks the endpoints of the new cluster. */
    interface Look {
        /** Returns their answers. */
        ProbeReport at(ConnectionSettings endpoints, Progress progress) throws SettingsException;
    }

    /** Has not looked yet. */
    public Strangers(Recovery recovery, StepTools tools) {
        this(recovery, tools, (endpoints, progress) -> Prober.probe(new Contacts(endpoints), Prober.Scope.NAMED,
                _ -> {}, progress));
    }

    /** Looks in this way. */
    Strangers(Recovery recovery, StepTools tools, Look look) {
        this.recovery = recovery;
        this.runner = tools.runner();
        this.clock = tools.clock();
        this.look = look;
        recovery.restored().subscribe(() -> {
            seen.set(List.of());
            looked.set(false);
        });
    }

    /** Whether there are planned URLs to look at. */
    ObservableValue<Boolean> expected() {
        return recovery.restored().map(Optional::isPresent);
    }

    /** Whether a look at the planned URLs has ended. */
    ReadOnlyBooleanProperty looked() {
        return looked.getReadOnlyProperty();
    }

    /** The members of other clusters that have answered and are not known to be gone. */
    public ReadOnlyObjectProperty<List<Sighting>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** Looks, unless nothing is restored or a look is running. */
    public void look() {
        plan().filter(_ -> !activity.isRunning())
                .ifPresent(plan -> runner.run(activity,
                        reporter -> look.at(NewCluster.settings(plan, recovery), reporter.progress()),
                        report -> {
                            replace(plan, before -> Sighting.after(before, report, plan, clock.instant()));
                            looked.set(true);
                        },
                        _ -> replace(plan, before -> before.stream().map(Sighting::unconfirmed).toList())));
    }

    private void replace(RestorePlan plan, UnaryOperator<List<Sighting>> change) {
        if (plan().equals(Optional.of(plan))) {
            seen.set(change.apply(seen.get()));
        }
    }

    private Optional<RestorePlan> plan() {
        return recovery.restored().get().map(Restored::plan);
    }
}
