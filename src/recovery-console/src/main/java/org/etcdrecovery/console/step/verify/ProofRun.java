package org.etcdrecovery.console.step.verify;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.connection.HostsBetween.HostKey;
import org.etcdrecovery.console.deliver.UnknownHostException;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.plan.RestorePlan;

/** Proves the running cluster, as its clients reach it or through the hosts of a delivery, and keeps what was found. */
final class ProofRun {
    private final Recovery recovery;
    private final StepTools tools;
    private final HostsModel hosts;
    private final Activity activity;
    private final Runnable changed;
    private final ObservableList<ProofCheck> checks = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<HostKey>> unknownKey = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProbeReport>> waiting = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<ConnectionSettings> asked = Optional.empty();
    private Instant began = Instant.EPOCH;
    /** When the checks ended before they were done; empty while they run. */
    private Optional<Instant> ended = Optional.empty();

    /**
     * @param activity the running work of the step
     * @param changed  called when the checks have ended
     */
    ProofRun(Recovery recovery, StepTools tools, HostsModel hosts, Activity activity, Runnable changed) {
        this.recovery = recovery;
        this.tools = tools;
        this.hosts = hosts;
        this.activity = activity;
        this.changed = changed;
        // The proof of an undone change is valid again, with all that it found.
        recovery.execution()
                .proof()
                .subscribe(found -> found.filter(_ -> checks.isEmpty())
                        .ifPresent(proof -> checks.setAll(proof.checks())));
        recovery.execution().proof().subscribe(found -> {
            if (found.isEmpty() && !activity.isRunning()) {
                checks.clear();
            }
        });
    }

    /** The results so far. */
    ObservableList<ProofCheck> checks() {
        return checks;
    }

    /** Why the checks failed to run; empty if they did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** The key of a host in between that ssh does not know; empty unless that kept a member from being asked. */
    ReadOnlyObjectProperty<Optional<HostKey>> unknownKey() {
        return unknownKey.getReadOnlyProperty();
    }

    /** Who answered in the last round of waiting; empty before the first. */
    ReadOnlyObjectProperty<Optional<ProbeReport>> waiting() {
        return waiting.getReadOnlyProperty();
    }

    /** How the members were asked; empty before the first time. */
    Optional<ConnectionSettings> asked() {
        return asked;
    }

    /** How long the members have been waited for, until the checks failed to run or until now. */
    Duration waited() {
        return Duration.between(began, ended.orElseGet(tools.clock()::instant));
    }

    /** Forgets what was found of another cluster. */
    void forget() {
        checks.clear();
        failed.set(Optional.empty());
        unknownKey.set(Optional.empty());
    }

    /**
     * Begins the checks.
     *
     * @param how   how clients reach the members
     * @param write whether a key may be written and deleted
     */
    void begin(RestorePlan plan, ConnectionSettings how, boolean write) {
        forget();
        recovery.execution().discardProof();
        asked = Optional.of(how);
        waiting.set(Optional.empty());
        began = tools.clock().instant();
        ended = Optional.empty();
        Set<String> without = Set.copyOf(recovery.execution().delivered().get().without());
        if (hosts.steps().model().isOverSsh()) {
            throughHosts(plan, how, write, without);
        } else {
            tools.runner()
                    .run(activity, reporter -> prove(plan, how, write, without, reporter),
                            proof -> proven(plan, proof), this::notLooked);
        }
    }

    /** A member that keeps clients out is reached through its host only. */
    private void throughHosts(RestorePlan plan, ConnectionSettings how, boolean write, Set<String> without) {
        tools.runner()
                .run(activity, hosts.steps()
                        .model()
                        .reaching(how, (through, reporter) -> prove(plan, through, write, without, reporter)),
                        reached -> {
                            hosts.steps().model().read(reached.statuses());
                            proven(plan, reached.result());
                        }, this::notLooked);
    }

    private Proof prove(RestorePlan plan, ConnectionSettings how, boolean write, Set<String> without,
            Reporter reporter) throws IOException {
        how.routes().open(reporter.progress());
        // All members are needed, so waiting for the others would only put off the question.
        Optional<HostKey> unknown = HostKey.in(how.routes());
        if (unknown.isPresent()) {
            throw new UnknownKeyException(unknown.get());
        }
        return Prover.prove(new ProofRequest(plan, how, write, ProofRequest.DEFAULT_PATIENCE, tools.opener(),
                without), report -> reporter.publish(() -> waiting.set(Optional.of(report))),
                check -> reporter.publish(() -> checks.add(check)), reporter.progress());
    }

    private void proven(RestorePlan plan, Proof proof) {
        recovery.execution().proved(plan, proof);
        if (recovery.execution().proof().get().isEmpty()) {
            checks.clear();
        }
        unknownKey.set(asked.flatMap(how -> HostKey.in(how.routes())));
        changed.run();
    }

    private void notLooked(Throwable thrown) {
        ended = Optional.of(tools.clock().instant());
        unknownKey.set(thrown instanceof UnknownKeyException asks ? Optional.of(asks.key) : HostKey.of(thrown));
        failed.set(Optional.of(Failed.of(thrown)));
        changed.run();
        if (thrown instanceof UnknownHostException) {
            // The check finds out which key the host shows.
            hosts.askHosts();
        }
    }

    /** A host in between shows a key that ssh does not know. */
    private static final class UnknownKeyException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient HostKey key;

        UnknownKeyException(HostKey key) {
            super("ssh does not know the key of " + key.host());
            this.key = key;
        }
    }
}
