package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.etcdrecovery.console.live.FakeLooks;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;

/** The step Verify after a restore of three members. Each server that is asked is of another cluster. */
final class VerifyFixture {
    static final ProofCheck ALL_ANSWER = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "all 3", Outcome.PASSED, "");
    static final ProofCheck ONE_MISSING = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "2 of 3", Outcome.FAILED,
            "");

    private final FakeDialogs dialogs = new FakeDialogs();
    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final Recovery recovery;
    private final Strangers strangers;
    private final VerifyViewModel model;

    /** @param directory where a report is saved, as {@code report.html} */
    VerifyFixture(Path directory) throws IOException {
        recovery = ThreeMembers.planned(directory);
        recovery.oldCluster().asking(ConnectionSettings.of(List.of()).withLogin(new Login("root", "secret")));
        strangers = FakeLooks.finding(recovery, Answers.of(new ClusterId(7)));
        model = new VerifyViewModel(recovery,
                TestTools.with(runner, dialogs.choosing(directory.resolve("report.html"))), strangers,
                TestTools.delivery(recovery));
        assertThat(model.outline().primary().isEnabled()).isFalse();
        restored();
    }

    /** Records that the current plan was carried out. */
    void restored() {
        recovery.execution()
                .restored(Plain.restored(plan(), new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH,
                        Instant.EPOCH));
    }

    /** Records these checks as the result of the last proof. */
    void proves(ProofCheck... checks) {
        proves(Instant.EPOCH, checks);
    }

    /** The same with the time of the proof. */
    void proves(Instant time, ProofCheck... checks) {
        recovery.execution().discardProof();
        recovery.execution()
                .proved(plan(), new Proof(time, plan().clusterId().toString(), "", true, List.of(checks)));
    }

    RestorePlan plan() {
        return recovery.acceptedPlan().orElseThrow();
    }

    FakeDialogs dialogs() {
        return dialogs;
    }

    HeldTaskRunner runner() {
        return runner;
    }

    Recovery recovery() {
        return recovery;
    }

    Strangers strangers() {
        return strangers;
    }

    VerifyViewModel model() {
        return model;
    }
}
