package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import org.etcdrecovery.core.testing.HostileMember;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code endpoint status} and {@code endpoint health} with members that answer only in part. */
@Timeout(120)
class EndpointVerbsTest {
    private static final String QUICK = "--command-timeout=500ms";

    private static HostileMember.Answer refusal(Status status) {
        return call -> call.end(status, new Metadata());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "health", "status -w=json", "health -w=json", "status -w=table",
            "health -w=table"})
    void aListThatCannotBeHadIsAFailureOfCluster(String line) throws Exception {
        for (HostileMember.Answer answer : new HostileMember.Answer[]{
                refusal(Status.PERMISSION_DENIED.withDescription("etcdserver: permission denied")),
                HostileMember.nothing(), HostileMember.once(HostileMember.members(10_000))}) {
            try (HostileMember member = new HostileMember().on("MemberList", answer)) {
                Run alone = run(member, line);
                assertThat(alone.code()).as(alone.toString()).isZero();
                Run cluster = run(member, line + " --cluster");
                assertThat(cluster.code()).as(cluster.toString()).isEqualTo(1);
                assertThat(cluster.out()).isEmpty();
                assertThat(cluster.err())
                        .matches("Error: failed to fetch endpoints from etcd cluster member list: \\S.*\n");
            }
        }
    }

    private static Run run(HostileMember member, String line) {
        String words = "endpoint " + line + " " + QUICK + " --endpoints " + member.endpoint().authority();
        return Run.of((Object[]) words.split(" "));
    }
}
