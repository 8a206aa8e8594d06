package org.etcdrecovery.core.cluster.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.GrpcProxy;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Assesses clusters behind real grpc-proxies. */
@Execution(ExecutionMode.CONCURRENT)
class ProxyTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void isToldFromAMember(EtcdVersion version) throws Exception {
        try (RealCluster cluster = RealCluster.fresh(version, directory, 2);
                GrpcProxy proxy = GrpcProxy.start(cluster, directory)) {
            Endpoint through = Endpoint.parse(proxy.address(), false);
            QuorumAssessment assessment = assess(through);
            assertThat(assessment.verdict()).as("%s", assessment).isEqualTo(Verdict.DEGRADED);
            assertThat(assessment.headline()).startsWith("A grpc-proxy answers, and the cluster behind it has quorum");
            assertThat(assessment.members()).isEmpty();
            assertThat(Recovery.save(through, directory.resolve("saved.db")).file()).isNotEmptyFile();

            Endpoint member = Endpoint.parse(cluster.member(0).member().clientUrl().toString(), false);
            QuorumAssessment both = assess(through, member);
            assertThat(both.verdict()).as("%s", both).isEqualTo(Verdict.HEALTHY);
            assertThat(both.members()).hasSize(2);
            assertThat(both.notices()).anyMatch(notice -> notice.contains("grpc-proxy"));

            cluster.member(0).kill();
            QuorumAssessment lost = assess(through);
            assertThat(lost.verdict()).as("%s", lost).isEqualTo(Verdict.UNKNOWN);
            assertThat(lost.toString()).doesNotContain("null.");
        }
    }

    private static QuorumAssessment assess(Endpoint... endpoints) throws IOException {
        return Recovery.assess(ConnectionSettings.of(List.of(endpoints)));
    }
}
