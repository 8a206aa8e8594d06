package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.live.FakeLooks;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RecoveryEvidence;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Silence;
import org.etcdrecovery.core.report.ReportVerdict;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinceProofTest {
    @TempDir
    Path directory;

    private Recovery recovery;
    private RestorePlan plan;

    @BeforeEach
    void restored() throws IOException {
        recovery = ThreeMembers.planned(directory);
        plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution()
                .restored(Plain.restored(plan, new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH,
                        Instant.EPOCH));
    }

    private Proof proof() {
        return new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true, List.of(
                new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "all 3", Outcome.PASSED, "")));
    }

    /** Green would go on promising what is no longer so. */
    @Test
    void aProofIsQualifiedOnceAMemberNoLongerAnswers() {
        Endpoint first = Endpoint.readable(plan.members().getFirst().clientUrls()).getFirst();
        MemberProbe answers = MemberProbeBuilder.builder(Answers.of(plan.clusterId())).endpoint(first).build();
        MemberProbe refused = MemberProbeBuilder.builder(Answers.failing(Cause.REFUSED)).endpoint(first).build();
        Strangers strangers = FakeLooks.finding(recovery, refused, answers, refused, answers);
        strangers.look();
        VerifyViewModel model = new VerifyViewModel(recovery, TestTools.direct(), strangers,
                TestTools.delivery(recovery));
        assertThat(model.lapse()).as("before the proof").isEmpty();
        recovery.execution().proved(plan, proof());
        strangers.look();
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);

        strangers.look();
        assertThat(model.lapse()).contains(new Lapse(List.of("m1"), TestTools.NOW, true));
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Proven; m1 does not answer");
        assertThat(model.outline().primary().text().get()).as("under the pointer").isEqualTo("Done");
        assertThat(model.outline().primary().reason().get()).isEqualTo("Available once m1 answers");
        assertThat(model.isConcluded()).as("the page offers to check again").isTrue();
        assertThat(ReportVerdict.of(RecoveryEvidence.at(TestTools.NOW, recovery, Optional.empty(), List.of(),
                strangers.silent().get())).title()).isEqualTo(
                        "Proven at the time of the checks, but m1 no longer answers");

        strangers.look();
        assertThat(model.lapse()).isEmpty();
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");
        assertThat(model.outline().primary().isEnabled()).isTrue();
    }

    @Test
    void withoutAMajorityTheClusterDoesNotServe() {
        List<Silence> two = List.of(new Silence("m1", Instant.EPOCH, TestTools.NOW),
                new Silence("m3", Instant.EPOCH, TestTools.NOW));
        assertThat(Lapse.of(plan, two).orElseThrow().majority()).isFalse();
        List<Silence> one = SinceProof.unanswering(proof(), two, List.of("m1"));
        assertThat(Lapse.of(plan, one).orElseThrow().majority()).as("one keeps clients out").isTrue();
    }
}
