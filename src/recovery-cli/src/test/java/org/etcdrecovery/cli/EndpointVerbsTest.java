package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.HostileMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code endpoint status} and {@code endpoint health} with members that answer only in part. */
@Timeout(120)
class EndpointVerbsTest {
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
                Run cluster = run(member, line + " --cluster --command-timeout=500ms");
                assertThat(cluster.code()).as(cluster.toString()).isEqualTo(1);
                assertThat(cluster.out()).isEmpty();
                assertThat(cluster.err())
                        .matches("Error: failed to fetch endpoints from etcd cluster member list: \\S.*\n");
            }
        }
    }

    /** The reads are still served, as by etcd 3.4, which reports its status to anyone. */
    @ParameterizedTest
    @ValueSource(strings = {"", " -w=json", " -w=table", " --cluster"})
    void aLoginThatFailsIsNotHealthy(String options) throws Exception {
        for (Status status : List.of(
                Status.INVALID_ARGUMENT
                        .withDescription("etcdserver: authentication failed, invalid user ID or password"),
                Status.PERMISSION_DENIED, Status.UNIMPLEMENTED, Status.INTERNAL.withDescription("no"))) {
            try (HostileMember member = new HostileMember().on("Authenticate", refusal(status))) {
                assertThat(run(member, "health" + options).code()).isZero();
                assertThat(run(member, "status" + options).code()).isZero();
                String login = options + " --user=a:b";
                Run health = run(member, "health" + login);
                assertThat(health.code()).as(health.toString()).isEqualTo(1);
                assertThat(health.out()).doesNotContain("is healthy", "true");
                assertThat(health.err()).isEqualTo("Error: unhealthy cluster\n");
                Run state = run(member, "status" + login);
                assertThat(state.code()).as(state.toString()).isEqualTo(2);
                assertThat(state.out()).isEmpty();
                assertThat(state.err()).matches("Error: \\S.*\n");
            }
        }
    }

    @Test
    void theReasonIsTheLogin() throws Exception {
        String wrong = "etcdserver: authentication failed, invalid user ID or password";
        try (HostileMember open = new HostileMember();
                HostileMember member = new HostileMember().on("Authenticate",
                        refusal(Status.INVALID_ARGUMENT.withDescription(wrong)))
                        .on("Range",
                                refusal(Status.INVALID_ARGUMENT.withDescription("etcdserver: user name is empty")))) {
            assertThat(run(member, "health --user=a:b").out()).contains(" is unhealthy: User or password is wrong.");
            Run both = run(member, "status --user=a:b --endpoints=" + open.endpoint().authority());
            assertThat(both.code()).isEqualTo(2);
            assertThat(both.out()).contains(open.endpoint().url()).doesNotContain(member.endpoint().url());
            assertThat(both.err()).startsWith("Error: User or password is wrong.");
        }
    }

    /** As etcdctl does, but with a warning: it is not asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "health"})
    void aSurplusArgumentIsIgnored(String verb) throws Exception {
        try (HostileMember member = new HostileMember()) {
            Run run = run(member, verb + " u:secret@10.0.0.1:2379 more");
            assertThat(run.code()).as(run.toString()).isZero();
            assertThat(run.out()).startsWith(verb.equals("health") ? member.endpoint().url() : "m0, ");
            assertThat(run.err()).isEqualTo("warning: the argument \"***@10.0.0.1:2379\" is ignored;"
                    + " name endpoints with --endpoints\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cacert=/missing", "--cert=/missing --key=/missing"})
    void filesOfTlsAreReadEvenForHttp(String options) throws Exception {
        try (HostileMember member = new HostileMember()) {
            String here = " --endpoints=" + member.endpoint().url() + " " + options;
            for (String verb : List.of("endpoint status", "endpoint health", "endpoint status --cluster",
                    "snapshot save x.db")) {
                Run run = Run.of((Object[]) (verb + here).split(" "));
                assertThat(run.code()).as(verb + run).isEqualTo(128);
                assertThat(run.out()).isEmpty();
                assertThat(run.err()).isEqualTo("Error: open /missing: no such file or directory\n");
            }
            Run own = Run.of((Object[]) ("cluster assess" + here).split(" "));
            assertThat(own.code()).as(own.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(own.err()).contains("/missing does not exist.");
        }
    }

    @Test
    void aTokenThatIsRefusedIsNotAskedForAgain() throws Exception {
        HostileMember.Answer refusal = refusal(
                Status.UNAUTHENTICATED.withDescription("etcdserver: invalid auth token"));
        try (HostileMember member = new HostileMember().on("Status", refusal)
                .on("Range", refusal)
                .on("MemberList", refusal)) {
            for (String verb : List.of("status", "health")) {
                Run none = run(member, verb);
                assertThat(none.out() + none.err()).contains("The cluster requires a login.");
                Run issued = run(member, verb + " --user=a:b");
                assertThat(issued.code()).isEqualTo(1);
                assertThat(issued.out() + issued.err()).contains("refused the token that it issued")
                        .doesNotContain("requires a login", "Give a user");
                Run given = run(member, verb + " --auth-jwt-token=x");
                assertThat(given.code()).isEqualTo(1);
                assertThat(given.out() + given.err()).contains("refused the token that was given")
                        .doesNotContain("requires a login", "Give a user");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " -w=json", " -w=table"})
    void aMemberWithoutAUsableClientUrlIsCalledByItsId(String options) throws Exception {
        MemberListResponse list = HostileMember.members(1)
                .toBuilder()
                .addMembers(Member.newBuilder().setID(4).addPeerURLs("http://127.0.0.1:1"))
                .addMembers(Member.newBuilder().setID(5).setName("five"))
                .addMembers(Member.newBuilder().setID(6).setName("six").addClientURLs("nonsense://x"))
                .build();
        try (HostileMember member = new HostileMember().on("MemberList", HostileMember.once(list))) {
            Run health = run(member, "health --cluster" + options);
            assertThat(health.code()).as(health.toString()).isEqualTo(1);
            assertThat(health.out()).contains("member 4", "member 5", "member 6",
                    "Member 4 has published neither a name nor a client URL.",
                    "Member 5 (five) has published no client URL.",
                    "Member 6 (six) has published no usable client URL: nonsense://x.")
                    .doesNotContain("http://4", "http://5", "http://6", "127.0.0.1:1\"", "127.0.0.1:1 ");
            Run status = run(member, "status --cluster" + options);
            assertThat(status.code()).as(status.toString()).isEqualTo(1);
            assertThat(status.out() + status.err())
                    .contains("Member 4 has", "Member 5 (five) has", "Member 6 (six) has")
                    .doesNotContain("http://4", "http://5", "http://6");
        }
    }

    @Test
    void aSourceWithoutANameIsCalledByItsEndpoint() throws Exception {
        HostileMember.Answer nobody = HostileMember.once(HostileMember.members(0));
        try (HostileMember one = new HostileMember().on("MemberList", nobody);
                HostileMember other = new HostileMember().on("MemberList", nobody)) {
            Run save = Run.of("snapshot", "save", "/missing/x.db", "--endpoints",
                    one.endpoint().authority() + "," + other.endpoint().authority());
            assertThat(save.err()).startsWith("Taking the snapshot from http://127.0.0.1:");
        }
    }

    private static Run run(HostileMember member, String line) {
        String words = "endpoint " + line + " --endpoints " + member.endpoint().authority();
        return Run.of((Object[]) words.split(" "));
    }
}
