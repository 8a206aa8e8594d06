package org.etcdrecovery.console.step.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.command.RecoveryCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;

/** The step Verify: whether the running cluster is the planned one. */
public final class VerifyViewModel implements StepModel {
    private final Texts texts = Texts.of("verify");
    private final StepOutline outline = new StepOutline(StepId.VERIFY);
    private final Recovery recovery;
    private final StepTools tools;
    private final NewConnection connection;
    private final BooleanProperty canary = new SimpleBooleanProperty();
    private final ObservableList<ProofCheck> checks = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReportSaver report;
    private final PlanSaver planSaver;
    private boolean wasProven;

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public VerifyViewModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
        this.connection = new NewConnection(tools.dialogs());
        this.report = new ReportSaver(recovery, tools);
        this.planSaver = new PlanSaver(recovery, tools);
        outline.explain(List.of(texts.help("help.hashkv"), texts.help("help.canary"), texts.help("help.first")));
        recovery.restored().subscribe(_ -> restoredAnew());
        recovery.connection().subscribe(_ -> fill());
        recovery.planFile().subscribe(_ -> refresh());
        recovery.proof().subscribe(_ -> refresh());
        outline.activity().running().subscribe(_ -> refresh());
        connection.endpoints().subscribe(_ -> refresh());
        connection.security().follow(this::refresh);
        canary.subscribe(_ -> refresh());
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
    public BooleanProperty canary() {
        return canary;
    }

    /** The results so far. */
    public ObservableList<ProofCheck> checks() {
        return checks;
    }

    /** The proof; empty until the checks have ended. */
    public ReadOnlyObjectProperty<Optional<Proof>> proof() {
        return recovery.proof();
    }

    /** Why the checks failed to run; empty if they did not. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** What is wrong with the input; empty if nothing is. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The running checks. */
    public Activity activity() {
        return outline.activity();
    }

    /** Saves the report. */
    ReportSaver report() {
        return report;
    }

    /** Saves the plan as a file, which the equivalent command needs. */
    PlanSaver planSaver() {
        return planSaver;
    }

    /** The plan that was carried out; empty if none was. */
    Optional<RestorePlan> plan() {
        return recovery.restored().get().map(Restored::plan);
    }

    /** The names of the members that still have to join. */
    List<String> joiningLater() {
        return recovery.laterMembers().stream().map(MemberRequest::name).toList();
    }

    private void restoredAnew() {
        checks.clear();
        failed.set(Optional.empty());
        report.forget();
        fill();
        refresh();
    }

    private void fill() {
        plan().ifPresent(plan -> connection.fill(NewCluster.settings(plan, recovery)));
    }

    /** Checks the cluster. */
    void check() {
        if (outline.activity().isRunning()) {
            return;
        }
        Optional<ConnectionSettings> settings = settings();
        plan().ifPresent(plan -> settings.ifPresent(how -> {
            checks.clear();
            failed.set(Optional.empty());
            report.forget();
            recovery.proof().set(Optional.empty());
            ProofRequest request = new ProofRequest(plan, how, canary.get(), ProofRequest.DEFAULT_PATIENCE);
            tools.runner()
                    .run(outline.activity(),
                            reporter -> Prover.prove(request, check -> reporter.publish(() -> checks.add(check)),
                                    reporter.progress()),
                            proof -> proven(plan, proof), this::notLooked);
        }));
    }

    private void proven(RestorePlan plan, Proof proof) {
        if (plan().equals(Optional.of(plan))) {
            recovery.proof().set(Optional.of(proof));
        } else {
            checks.clear();
        }
        refresh();
    }

    private void notLooked(Throwable thrown) {
        failed.set(Optional.of(Failed.of(thrown)));
        refresh();
    }

    private Optional<ConnectionSettings> settings() {
        try {
            ConnectionSettings typed = connection.settings();
            problem.set("");
            return Optional.of(typed);
        } catch (SettingsException e) {
            problem.set(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void refresh() {
        Optional<ConnectionSettings> settings = plan().isPresent() ? settings() : Optional.empty();
        boolean busy = outline.activity().isRunning();
        Optional<Proof> proof = recovery.proof().get();
        boolean proven = proof.filter(Proof::proven).isPresent();
        wasProven |= proven;
        String name = texts.get(proof.isPresent() || failed.get().isPresent() ? "check.again" : "check");
        if (busy) {
            outline.primary().withhold(texts.get("check"), texts.get("why.checking"));
        } else if (plan().isEmpty()) {
            outline.primary().withhold(name, texts.get("why.notrestored"));
        } else if (proven) {
            outline.primary().offer(texts.get("done"), outline::finish);
        } else if (settings.isEmpty()) {
            outline.primary().withhold(name, texts.get("why.settings"));
        } else {
            outline.primary().offer(name, this::check);
        }
        updateState(busy, proof);
        outline.command(settings.map(this::command).stream().toList());
    }

    private void updateState(boolean busy, Optional<Proof> proof) {
        if (busy) {
            outline.setState(StepState.TODO, texts.get("caption.checking"));
        } else if (proof.isPresent()) {
            outline.setState(proof.get().proven() ? StepState.DONE : StepState.FAILED,
                    texts.get(proof.get().proven() ? "caption.proven" : "caption.notproven"));
        } else if (failed.get().filter(why -> !why.cancelled()).isPresent()) {
            outline.setState(StepState.FAILED, texts.get("caption.failed"));
        } else {
            outline.setState(wasProven ? StepState.TODO_AGAIN : StepState.TODO, "");
        }
    }

    /** The command needs the plan as a file; until it is saved, this uses the suggested name. */
    private Command command(ConnectionSettings how) {
        Optional<Path> file = recovery.planFile().get();
        Command prove = new RecoveryCommands(how, Optional.empty()).prove(file.orElse(Path.of(PlanSaver.NAME)),
                canary.get(), ProofRequest.DEFAULT_PATIENCE);
        if (file.isPresent()) {
            return prove;
        }
        List<String> notes = new ArrayList<>(prove.notes());
        notes.add(texts.get("command.plan"));
        return new Command(prove.text(), notes);
    }

    /** The number of checks that found something wrong. */
    long failedChecks() {
        return checks.stream().filter(check -> check.outcome() == Outcome.FAILED).count();
    }
}
