package org.etcdrecovery.console.live;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.RecoveryReport.Silence;

/**
 * The members of other clusters that answer at the client URLs of the plan, or where Source asked the old cluster: an
 * old member that was not stopped. It may keep the new member from its port, and clients keep writing to it. A member
 * that has answered stays here until a later look shows that it is gone; a look that fails shows nothing.
 */
public final class Strangers {
    private final Recovery recovery;
    private final TaskRunner runner;
    private final Clock clock;
    private final Look look;
    private final Activity activity = new Activity();
    private final Silences silences = new Silences();
    private List<Sighting> known = List.of();
    private final ReadOnlyObjectWrapper<List<Sighting>> seen = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Sighting>> elsewhere = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<MemberProbe>> unidentified = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Silence>> silent = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Instant>> asked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper looked = new ReadOnlyBooleanWrapper();

    /** Asks the endpoints of the new cluster and of the old one. */
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
        recovery.execution().outgoing().subscribe(() -> {
            know(List.of());
            unidentified.set(List.of());
            silences.forget();
            silent.set(List.of());
            asked.set(Optional.empty());
            looked.set(false);
        });
    }

    /** Whether there are planned URLs to look at. */
    ObservableValue<Boolean> expected() {
        return recovery.execution().outgoing().map(Optional::isPresent);
    }

    /** Whether a look at the planned URLs has ended. */
    ReadOnlyBooleanProperty looked() {
        return looked.getReadOnlyProperty();
    }

    /** The members of other clusters that have answered at planned URLs and are not known to be gone. */
    public ReadOnlyObjectProperty<List<Sighting>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** The members of other clusters that have answered elsewhere, where Source asked the old cluster. */
    public ReadOnlyObjectProperty<List<Sighting>> elsewhere() {
        return elsewhere.getReadOnlyProperty();
    }

    /** What is served but did not tell who it is, because of certificates, the scheme or a login. */
    ReadOnlyObjectProperty<List<MemberProbe>> unidentified() {
        return unidentified.getReadOnlyProperty();
    }

    /** The planned members that have answered at their planned URLs and did not when they were last asked. */
    public ReadOnlyObjectProperty<List<Silence>> silent() {
        return silent.getReadOnlyProperty();
    }

    /** When they were last asked; empty before, and while no look has succeeded. */
    ReadOnlyObjectProperty<Optional<Instant>> asked() {
        return asked.getReadOnlyProperty();
    }

    /** Whether all of these are known to be members of the old cluster. */
    boolean areOld(List<Sighting> members) {
        Set<ClusterId> old = recovery.oldClusters();
        return members.stream().allMatch(member -> old.contains(member.stranger().cluster()));
    }

    /** All of them, first those at planned URLs. */
    public List<Sighting> all() {
        return Stream.concat(seen.get().stream(), elsewhere.get().stream()).toList();
    }

    /** Looks, unless there is no plan to look for or a look is running. */
    public void look() {
        plan().filter(_ -> !activity.isRunning())
                .ifPresent(this::look);
    }

    private void look(RestorePlan plan) {
        ConnectionSettings planned = NewCluster.settings(plan, recovery);
        Set<Endpoint> old = new LinkedHashSet<>(recovery.oldCluster().endpoints());
        planned.endpoints().forEach(old::remove);
        ConnectionSettings both = planned.withEndpoints(
                Stream.concat(planned.endpoints().stream(), old.stream()).toList());
        runner.run(activity, reporter -> look.at(both, reporter.progress()), report -> {
            replace(plan, before -> Sighting.after(before, report, plan, old, clock.instant()));
            unidentified.set(report.rows()
                    .stream()
                    .filter(row -> row.named() && !row.answers()
                            && row.failure().filter(why -> why.cause().isOfConnection()).isPresent())
                    .toList());
            if (plan().equals(Optional.of(plan))) {
                silent.set(silences.after(report, plan, clock.instant()));
            }
            asked.set(Optional.of(clock.instant()));
            looked.set(true);
        }, _ -> replace(plan, before -> before.stream().map(Sighting::unconfirmed).toList()));
    }

    private void replace(RestorePlan plan, UnaryOperator<List<Sighting>> change) {
        if (plan().equals(Optional.of(plan))) {
            know(change.apply(known));
        }
    }

    private void know(List<Sighting> now) {
        known = now;
        List<Sighting> atPlanned = now.stream().filter(Sighting::planned).toList();
        seen.set(atPlanned);
        // One member may be reached by two names.
        elsewhere.set(now.stream()
                .filter(one -> !one.planned() && atPlanned.stream().noneMatch(one::isSameMember))
                .toList());
    }

    private Optional<RestorePlan> plan() {
        return recovery.execution().outgoing().get();
    }
}
