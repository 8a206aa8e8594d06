package org.etcdrecovery.core.cluster.prove;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.probe.Prober.Scope;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/**
 * Compares a running cluster with the plan that it was restored by. Best done before the first client connects: every
 * later write leaves less to compare, and a compaction makes some checks impossible.
 */
public final class Prover {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Prover() {}

    /**
     * Makes every possible check, even after one has failed.
     *
     * @param listener receives each check as soon as it is made, on the calling thread
     * @param progress counts checks
     * @throws SettingsException                                 if certificates or keys cannot be used
     * @throws IOException                                       if the snapshot is needed and cannot be read
     * @throws java.util.concurrent.CancellationException if the progress cancels the work
     */
    public static Proof prove(ProofRequest request, Consumer<ProofCheck> listener, Progress progress)
            throws IOException {
        return prove(request, report -> {}, listener, progress);
    }

    /**
     * Makes every possible check, and tells meanwhile who answers.
     *
     * @param probes receives what each round of waiting for the members found, on the calling thread
     * @see #prove(ProofRequest, Consumer, Progress)
     */
    public static Proof prove(ProofRequest request, Consumer<ProbeReport> probes, Consumer<ProofCheck> listener,
            Progress progress) throws IOException {
        RestorePlan plan = request.plan();
        try (Work work = progress.begin(Stage.PROVE, plan.clusterId().toString(),
                ProofCheck.Subject.values().length)) {
            Checks checks = new Checks(check -> {
                work.advance(1);
                listener.accept(check);
            });
            Contacts contacts = new Contacts(request.settings());
            ProbeReport report = settled(request, contacts, probes, work, progress);
            IdentityChecks identity = new IdentityChecks(plan, report, request.without());
            identity.run(checks);
            if (identity.ofPlannedCluster()) {
                try (MemberClients clients = MemberClients.open(request, report, contacts)) {
                    new DataChecks(request, report, clients, checks, progress, work).run();
                }
            }
            return new Proof(Instant.now(), plan.clusterId().toString(), plan.snapshot().sha256(), identity.answered(),
                    checks.all());
        }
    }

    /**
     * Probes until every planned member answers and one leads, a member of another cluster answers, or patience ends; with
     * new connections each time.
     */
    private static ProbeReport settled(ProofRequest request, Contacts contacts, Consumer<ProbeReport> probes,
            Work work, Progress progress) throws SettingsException {
        Instant end = Instant.now().plus(request.patience());
        while (true) {
            ProbeReport report = Prober.probe(contacts, Scope.CLUSTER, row -> {}, progress);
            probes.accept(report);
            // Waiting does not make a member of another cluster go away, and it keeps the planned one from its port.
            if (new IdentityChecks(request.plan(), report, request.without()).settled()
                    || !Stranger.among(report, request.plan()).isEmpty() || !Instant.now().isBefore(end)) {
                return report;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            work.advance(0);
        }
    }
}
