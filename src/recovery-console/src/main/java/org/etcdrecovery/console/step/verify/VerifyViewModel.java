package org.etcdrecovery.console.step.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.connection.HostsBetween.HostKey;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.ThroughDoor;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.verify.VerifyFacts.Checks;
import org.etcdrecovery.console.step.verify.VerifyFacts.Hosts;
import org.etcdrecovery.console.step.verify.VerifyFacts.Others;
import org.etcdrecovery.console.step.verify.VerifyFacts.Request;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.plan.RestorePlan;

/** The step Verify: whether the running cluster is the planned one. */
public final class VerifyViewModel implements StepModel {
    private final StepOutline outline = new StepOutline(StepId.VERIFY);
    private final Recovery recovery;
    private final StepTools tools;
    private final NewConnection connection;
    private final BooleanProperty canary = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean strangersWent;
    /** Whether the operator has been asked about the report on ending the run. */
    private boolean reportOffered;
    private final ReportSaver report;
    private final PlanSaver planSaver;
    private final Strangers strangers;
    private final SinceProof since;
    private final HostsModel hosts;
    private final ProofRun run;
    private final Waiting waiting;
    private final Coalesced refresh = new Coalesced(this::show);

    /**
     * @param recovery  the state of the run
     * @param tools     the services that steps use
     * @param strangers the members of other clusters at the planned URLs
     * @param steps     the way to the hosts over SSH
     */
    public VerifyViewModel(Recovery recovery, StepTools tools, Strangers strangers, DeliverySteps steps) {
        this.since = new SinceProof(recovery, strangers, steps, tools.clock());
        this.connection = new NewConnection(tools.dialogs(), ThroughDoor.ssh(tools));
        this.hosts = new HostsModel(recovery, tools, steps, outline.activity(), connection::settings, since::lapse);
        this.recovery = recovery;
        this.tools = tools;
        this.report = new ReportSaver(recovery, tools, strangers, since::silences);
        this.planSaver = new PlanSaver(recovery, tools);
        this.strangers = strangers;
        this.run = new ProofRun(recovery, tools, hosts, outline.activity(), refresh::changed);
        this.waiting = new Waiting(recovery, strangers, run);
        run.failed().subscribe(this::blame);
        recovery.execution().outgoing().subscribe(_ -> restoredAnew());
        recovery.oldCluster().connection().subscribe(_ -> fill());
        recovery.execution().planFile().subscribe(refresh::changed);
        recovery.execution().delivered().subscribe(refresh::changed);
        recovery.execution().proof().subscribe(refresh::changed);
        outline.activity().running().subscribe(refresh::changed);
        steps.model().follow(outline.activity());
        steps.model().changes().subscribe(refresh::changed);
        connection.endpoints().subscribe(refresh::changed);
        connection.security().follow(refresh::changed);
        canary.subscribe(refresh::changed);
        strangers.seen().subscribe(refresh::changed);
        strangers.elsewhere().subscribe(refresh::changed);
        strangers.silent().subscribe(refresh::changed);
        strangers.seen().map(List::isEmpty).subscribe((_, gone) -> {
            strangersWent = gone;
            refresh.changed();
        });
    }

    @Override
    public void entered() {
        strangers.look();
    }

    @Override
    public TypedForms addTyped(TypedForms forms) {
        return report.typed().map(forms::withIncident).orElse(forms);
    }

    @Override
    public void fill(TypedForms forms) {
        forms.incident().ifPresent(report::fill);
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** How to reach the new cluster. */
    NewConnection connection() {
        return connection;
    }

    /** Whether the checks may write and delete a key. */
    BooleanProperty canary() {
        return canary;
    }

    /** The results so far. */
    ObservableList<ProofCheck> checks() {
        return run.checks();
    }

    /** The proof; empty until the checks have ended. */
    ReadOnlyObjectProperty<Optional<Proof>> proof() {
        return recovery.execution().proof();
    }

    /** Why the checks failed to run; empty if they did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return run.failed();
    }

    /** The key of a host in between that ssh does not know; empty unless that kept a member from being asked. */
    ReadOnlyObjectProperty<Optional<HostKey>> unknownKey() {
        return run.unknownKey();
    }

    /** Takes that key, and checks again. */
    void acceptKey() {
        unknownKey().get().filter(_ -> !outline.activity().isRunning()).ifPresent(key -> {
            connection.security().between().accept(key);
            check();
        });
    }

    /** What is wrong with the input; empty if nothing is. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The running checks. */
    Activity activity() {
        return outline.activity();
    }

    /** Whether a report of the last proof is saved. */
    public ObservableValue<Boolean> reported() {
        return report.saved().map(Optional::isPresent);
    }

    /** Saves the report. */
    ReportSaver report() {
        return report;
    }

    /** Saves the plan as a file, which the equivalent command needs. */
    PlanSaver planSaver() {
        return planSaver;
    }

    /** The plan whose members are to be checked; empty before one was restored, or left to the delivery. */
    Optional<RestorePlan> plan() {
        return recovery.execution().outgoing().get();
    }

    private void restoredAnew() {
        run.forget();
        report.forget();
        fill();
        refresh.changed();
    }

    private void fill() {
        plan().ifPresent(plan -> connection.fill(NewCluster.settings(plan, recovery)));
    }

    /** Checks the cluster. */
    void check() {
        if (outline.activity().isRunning()) {
            return;
        }
        plan().ifPresent(plan -> connection.settings().ifPresent(how -> {
            report.forget();
            strangersWent = false;
            run.begin(plan, how, canary.get());
        }));
    }

    /** Marks the field of a file that could not be read. */
    private void blame(Optional<Failed> why) {
        connection.security().forgive();
        why.map(Failed::what)
                .ifPresent(words -> connection.security()
                        .quotedIn(words)
                        .ifPresent(field -> connection.security().blame(field, words)));
    }

    private void show() {
        report.compare();
        if (plan().isPresent()) {
            problem.set(connection.problem());
        }
        outline.show(VerifyStatus.of(facts()), action -> {
            switch (action) {
                case CHECK -> check();
                case START -> outline.goTo(StepId.START);
                case OPEN -> hosts.open();
                case FINISH -> finish();
            }
        });
    }

    private VerifyFacts facts() {
        Others others = new Others(strangers.seen().get().size(), strangers.elsewhere().get().size());
        return new VerifyFacts(plan().isPresent(), outline.wasPassed(),
                new Checks(outline.activity().isRunning(), staleEndpoints().isPresent(), proof().get(), failed().get()),
                request(), others,
                new Hosts(hosts.running(), hosts.delivered().quarantined().size(), hosts.isTakenAway()),
                lapse());
    }

    /** Whether the cluster that the input names is proven, so that the primary button leads on from the checks. */
    boolean isConcluded() {
        return facts().isConcluded();
    }

    private Request request() {
        return new Request(plan().flatMap(_ -> connection.settings()), canary.get(),
                recovery.execution().planFile().get(), hosts.addresses(), hosts.delivered().without());
    }

    /** Ends the run. Without a report nothing is left of it, so that is offered once. */
    private void finish() {
        Texts texts = Texts.of("verify");
        boolean agreed = reported().getValue() || reportOffered
                || tools.dialogs()
                        .confirm(texts.get("end.title"), texts.get("end.text"), texts.get("end.anyway"),
                                texts.get("end.stay"));
        reportOffered = true;
        if (agreed) {
            outline.finish();
        }
    }

    /** The members that were delivered over SSH, and their hosts. */
    HostsModel hosts() {
        return hosts;
    }

    /** Whether the checks are running. */
    boolean isChecking() {
        return outline.activity().isRunning() && hosts.running().isEmpty();
    }

    /** The members of other clusters at the planned URLs. */
    Strangers strangers() {
        return strangers;
    }

    /** The endpoints that the checks asked, if others are typed now; otherwise empty. */
    Optional<String> staleEndpoints() {
        return run.asked()
                .filter(how -> !checks().isEmpty() && !connection.settings().equals(Optional.of(how)))
                .map(how -> how.endpoints().stream().map(Endpoint::authority).collect(Collectors.joining(", ")));
    }

    /**
     * How long ago the checks that failed ended, if the members of other clusters, which they may have met, have gone
     * since; otherwise empty.
     */
    Optional<Duration> outdated() {
        return proof().get()
                .filter(found -> strangersWent && !found.proven())
                .map(found -> Duration.between(found.time(), tools.clock().instant()));
    }

    /** What is no longer so since the cluster was proven; empty if nothing is known of that kind. */
    Optional<Lapse> lapse() {
        return since.lapse();
    }

    /** The wait for the members. */
    Waiting waiting() {
        return waiting;
    }

    /** The members that were left out and are not there yet, if that is all that is open; otherwise empty. */
    List<String> leftOut() {
        boolean open = checks().stream().anyMatch(ProofCheck::isOpen);
        return open ? recovery.execution().delivered().get().without() : List.of();
    }

    /** What the operator still has to do once the cluster is proven, a sentence each, in order. */
    List<String> remaining() {
        return new Remaining(recovery, hosts, strangers).lines();
    }

    /** The number of checks that found something wrong. */
    long failedChecks() {
        return checks().stream().filter(check -> check.outcome() == Outcome.FAILED).count();
    }
}
