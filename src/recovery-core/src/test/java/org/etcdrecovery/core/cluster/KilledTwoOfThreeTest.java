package org.etcdrecovery.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole recovery: a majority dies, the survivor's snapshot is saved, and the three planned members start from it. */
@Execution(ExecutionMode.CONCURRENT)
class KilledTwoOfThreeTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void recovers(EtcdVersion version) throws Exception {
        Path snapshot = directory.resolve("survivor.db");
        try (RealCluster cluster = RealCluster.fresh(version, Files.createDirectory(directory.resolve("old")), 3)) {
            for (int i = 0; i < 50; i++) {
                cluster.gateway().put("key" + i % 20, "value" + i);
            }
            cluster.gateway().delete("key3");
            assertThat(Recovery.await(Verdict.HEALTHY, Recovery.connection(cluster)).verdict())
                    .isEqualTo(Verdict.HEALTHY);
            // The survivor has everything: the leader has committed it and tells its followers with the next heartbeat.
            cluster.await("up to date", () -> cluster.member(0).gateway().keys().size() == 19);
            cluster.member(1).kill();
            cluster.member(2).kill();

            QuorumAssessment assessment = Recovery.assess(
                    Recovery.connection(cluster).withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2)));

            assertThat(assessment.verdict()).isEqualTo(Verdict.LOST);
            assertThat(assessment.headline()).isEqualTo("Quorum is lost: 1 of 3 voting members runs, 2 are needed.");
            Recovery.save(assessment.source().orElseThrow().row().endpoint(), snapshot);
        }
        List<Member> members = Member.onFreePorts(Files.createDirectory(directory.resolve("new")), 3);
        RestorePlan plan = Recovery.restore(snapshot, version, members, "fresh", 1_000_000);
        try (RealCluster cluster = RealCluster.start(version, members)) {
            ConnectionSettings settings = Recovery.connection(cluster);
            Proof proof = Prover.prove(new ProofRequest(plan, settings, true, Duration.ofSeconds(60)), check -> {},
                    Progress.NONE);
            assertThat(proof.proven()).as("%s", proof).isTrue();
        }
    }
}
