package org.etcdrecovery.console.live;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * The members of other clusters that answer at the client URLs of the plan: an old member that was not stopped. It keeps
 * the new member from its port, and clients keep writing to it.
 */
public final class Strangers {
    private final Recovery recovery;
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<List<Stranger>> seen = new ReadOnlyObjectWrapper<>(List.of());

    /** Has not looked yet. */
    public Strangers(Recovery recovery, TaskRunner runner) {
        this.recovery = recovery;
        this.runner = runner;
        recovery.restored().subscribe(() -> seen.set(List.of()));
    }

    /** The members of other clusters at the last look. */
    public ReadOnlyObjectProperty<List<Stranger>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** Looks, unless nothing is restored or a look is running. */
    public void look() {
        plan().filter(_ -> !activity.isRunning())
                .ifPresent(plan -> runner.run(activity, reporter -> {
                    Contacts contacts = new Contacts(NewCluster.settings(plan, recovery));
                    return Stranger.among(
                            Prober.probe(contacts, Prober.Scope.NAMED, _ -> {}, reporter.progress()), plan);
                }, found -> seen(plan, found), _ -> seen(plan, List.of())));
    }

    private void seen(RestorePlan plan, List<Stranger> found) {
        if (plan().equals(Optional.of(plan))) {
            seen.set(found);
        }
    }

    private Optional<RestorePlan> plan() {
        return recovery.restored().get().map(Restored::plan);
    }
}
