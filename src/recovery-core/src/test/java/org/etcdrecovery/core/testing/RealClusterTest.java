package org.etcdrecovery.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class RealClusterTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void survivesAKilledMember(EtcdVersion version) {
        try (RealCluster cluster = RealCluster.fresh(version, directory, 3)) {
            cluster.gateway().put("before", "1");
            MemberProcess leader = cluster.leader();
            // Not the leader, because a proposal made just as the leader dies is lost.
            MemberProcess follower = cluster.members()
                    .stream()
                    .filter(member -> member != leader)
                    .findAny()
                    .orElseThrow();
            follower.kill();
            assertThat(follower.isRunning()).isFalse();
            leader.gateway().put("meanwhile", "2");

            follower.restart();
            cluster.awaitHealthy();

            assertThat(follower.gateway().keys()).hasSize(2).isEqualTo(leader.gateway().keys());
            assertThat(cluster.hashKv(3)).hasSize(3).containsOnly(cluster.hashKv(3).getFirst());
        }
    }

    @Test
    void freezesAMemberAndLetsItGoOn() {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            Tool etcdctl = cluster.etcdctl().with("--command-timeout=500ms");
            cluster.member(0).pause();
            assertThat(etcdctl.run("get", "key").exitCode()).isNotZero();

            cluster.member(0).resume();
            cluster.awaitHealthy();
            cluster.etcdctl().run("get", "key").ok();
        }
    }

    @Test
    void serversThatDoNotStartFailTheTestAtOnceWithTheirLog() {
        List<Member> members = Member.onFreePorts(directory, 2);
        List<Member> oneWrong = List.of(members.get(0), members.get(1).withFlags("--no-such-flag"));

        assertThatThrownBy(() -> RealCluster.start(EtcdVersion.V3_6, oneWrong)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("m2 ended with exit code")
                .hasMessageContaining("no-such-flag");

        // The first member was stopped too: its port and its directory can be used again.
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members)) {
            assertThat(cluster.members()).allMatch(MemberProcess::isRunning);
        }
    }
}
