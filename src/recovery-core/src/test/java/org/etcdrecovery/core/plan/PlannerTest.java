package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.plan.Plans.accepted;
import static org.etcdrecovery.core.plan.Plans.members;
import static org.etcdrecovery.core.plan.Plans.refusal;
import static org.etcdrecovery.core.plan.Plans.refusals;
import static org.etcdrecovery.core.plan.Plans.refused;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.snapshot.TrailingHash.State;
import org.etcdrecovery.core.url.EtcdUrl;
import org.etcdrecovery.core.url.InvalidUrlException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    @Test
    void plansWithoutARemark() {
        PlanResult result = Planner.plan(Samples.request().build(), Samples.PLAIN.facts());
        assertThat(result.problems()).isEmpty();
        RestorePlan plan = ((PlanResult.Accepted) result).plan();
        assertThat(plan.members()).extracting(PlannedMember::name).containsExactly("m0", "m1", "m2");
        assertThat(plan.target()).isEqualTo(EtcdRelease.V3_6);
        assertThat(plan.revisions().last()).isEqualTo(1000);
        assertThat(plan.hashKv()).isEqualTo(Samples.HASH_KV);
        assertThat(plan.readBack()).isTrue();
        assertThat(plan.snapshot()).isEqualTo(
                new SnapshotRef(Path.of("/backup/snapshot.db"), "ef".repeat(32), Samples.COMPUTED, 20480, 0xCAFEF00D));
        assertThat(plan.initialCluster())
                .isEqualTo("m0=http://10.0.0.1:2380,m1=http://10.0.0.2:2380,m2=http://10.0.0.3:2380");
    }

    @Test
    void givesTheSamePlanForTheSameRequest() {
        RestoreRequest request = Samples.request().build();
        assertThat(Planner.plan(request, Samples.PLAIN.facts()))
                .isEqualTo(Planner.plan(request.toBuilder().build(), Samples.PLAIN.facts()));
    }

    @Test
    void computesIdsOverCanonicalSortedUrls() {
        RestorePlan plan = accepted(Samples.request()
                .members(List.of(
                        Samples.member("m1", " HTTPS://[::1]:23002", "http://b.example:2380"))),
                Samples.PLAIN);
        // As etcdutl 3.6.16 prints it for these URLs and the token newtok.
        assertThat(plan.members().getFirst().id().toString()).isEqualTo("4defd57ba36afcad");
        assertThat(plan.members().getFirst().peerUrls())
                .containsExactly("http://b.example:2380", "https://[::1]:23002");
        assertThat(plan.clusterId()).isEqualTo(ClusterIdentity.clusterId(List.of(new MemberId(0x4defd57ba36afcadL))));
    }

    @Test
    void reportsEverythingAtOnce() {
        MemberRequest bad = new MemberRequest("", List.of("127.0.0.1:2380", "http://a:1/x"), List.of("ftp://a:1"),
                Optional.of(Path.of("relative")), Optional.of(Path.of("")), false);
        PlanResult result = Planner.plan(RestoreRequest.builder(List.of(bad), "")
                .target(new MinorVersion(3, 99))
                .revisionBump(-1)
                .build(), Samples.PLAIN.hash(State.WRONG).facts());
        assertThat(result).isInstanceOf(PlanResult.Refused.class);
        assertThat(result.problems()).extracting(Problem::field)
                .containsExactlyInAnyOrder(Field.NAME,
                        Field.PEER_URLS, Field.PEER_URLS, Field.CLIENT_URLS, Field.DATA_DIR, Field.WAL_DIR, Field.TOKEN,
                        Field.TARGET_VERSION, Field.REVISION_BUMP, Field.HASH_CHECK);
        assertThat(result.problems()).allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.advice()).isNotBlank();
        });
    }

    @Test
    void refusesDuplicateNames() {
        refusals(members(Samples.member("m0", "http://a:1"),
                withDirs("m0", "http://b:1", "/other", null)))
                .containsExactly(refusal(Field.NAME, 0, "The name \"m0\" is given 2 times"),
                        refusal(Field.NAME, 1, "The name \"m0\" is given 2 times"));
    }

    @Test
    void refusesNamesThatWouldLeadToAnotherDirectory() {
        refusals(members(Samples.member("../m0", "http://a:1"), withDirs("a/b", "http://b:1", "/other", null),
                Samples.member("m2", "http://c:1")))
                .contains(refusal(Field.NAME, 0, "The name \"../m0\" contains a slash"),
                        refusal(Field.NAME, 1, "The name \"a/b\" contains a slash"));
    }

    @Test
    void refusesNamesThatCannotStandInInitialCluster() {
        refusals(members(Samples.member("a,b", "http://a:1"), Samples.member("c=d", "http://b:1"),
                Samples.member("e\nf", "http://c:1")))
                .containsExactly(
                        refusal(Field.NAME, 0, "The name \"a,b\" contains a comma or an equals sign"),
                        refusal(Field.NAME, 1, "The name \"c=d\" contains a comma or an equals sign"),
                        refusal(Field.NAME, 2, "The name \"e\\nf\" contains an invisible character"),
                        refusal(Field.DATA_DIR, 2,
                                "The data directory \"/restore/e\\nf.etcd\" contains an invisible character"));
    }

    @Test
    void saysOnceThatAMemberIsGivenTwice() {
        refusals(members(Samples.member("m0", "http://a:1"), Samples.member("m0", "http://a:1")))
                .containsExactly(refusal(Field.NAME, 0, "The name \"m0\" is given 2 times"),
                        refusal(Field.NAME, 1, "The name \"m0\" is given 2 times"));
    }

    @Test
    void warnsOfTwoMembersOnTheDefaultClientPortOfOneHost() {
        assertThat(accepted(members(Samples.member("m0", "http://a:1"), Samples.member("m1", "http://b:1"),
                Samples.member("m2", "http://a:2")), Samples.PLAIN).warnings())
                .containsExactly("It runs on the same host as \"m0\", and both have no client URL");
    }

    @Test
    void warnsOfNamesThatNeedQuoting() {
        assertThat(accepted(members(Samples.member("m 0", "http://a:1")), Samples.PLAIN).warnings())
                .containsExactly("The name \"m 0\" contains characters other than letters, digits and . _ -");
    }

    @Test
    void refusesAUrlThatIsGivenTwice() {
        String sentence = "initial cluster m0=http://a:1,m1=http://a:1,m1=http://b:1 has duplicate url";
        refusals(members(Samples.member("m0", "http://a:1"), Samples.member("m1", "http://b:1", "HTTP://a:1")))
                .containsExactly(refusal(Field.PEER_URLS, 0, sentence), refusal(Field.PEER_URLS, 1, sentence));
    }

    @Test
    void saysOnceThatTwoMembersHaveTheSameUrls() {
        refusals(members(Samples.member("m0", "http://a:1"), Samples.member("m1", "http://a:1")))
                .extracting(refusal -> refusal.toList().getLast())
                .containsOnly("initial cluster m0=http://a:1,m1=http://a:1 has duplicate url");
    }

    @Test
    void refusesDifferentUrlsThatHashToTheSameId() {
        // etcdutl 3.6.16: member exists with identical ID &{730c4f07a1e4cc85 …}, with the default token.
        refusals(members(Samples.member("x", "unix://a", "unix://b"), Samples.member("y", "unix://aunix://b"))
                .token("etcd-cluster"))
                .containsExactly(refusal(Field.PEER_URLS, 1, "member exists with identical ID 730c4f07a1e4cc85"));
    }

    @Test
    void refusesTheIdZero() throws InvalidUrlException {
        ProblemList problems = new ProblemList();
        CheckedMember member = new CheckedMember(0, Samples.member("m0"), List.of(EtcdUrl.parse("http://a:1")),
                List.of());
        IdentityRules.checkIds(List.of(member), List.of(MemberId.NONE), List.of(), problems);
        assertThat(problems.toList()).extracting(Problem::message).containsExactly("cannot use 0 as member id");
    }

    @Test
    void refusesAClusterThatCannotElectALeader() {
        refusals(RestoreRequest.builder(List.of(), "newtok"))
                .containsExactly(refusal(Field.MEMBERS, "The cluster has no member"));
        refusals(members(Samples.learner("m0", "http://a:1")))
                .containsExactly(refusal(Field.MEMBERS, "Every member is a learner"));
    }

    @Test
    void warnsOfAnEvenNumberOfVotersAndOfManyLearners() {
        RestorePlan plan = accepted(members(Samples.member("m0", "http://a:1"), Samples.member("m1", "http://b:1"),
                Samples.learner("m2", "http://c:1"), Samples.learner("m3", "http://d:1")),
                Samples.PLAIN);
        assertThat(plan.warnings())
                .containsExactly("Two voters tolerate no failure, no better than one", "More than one learner");
        assertThat(plan.voters()).extracting(PlannedMember::name).containsExactlyInAnyOrder("m0", "m1");
        assertThat(plan.learners()).extracting(PlannedMember::name).containsExactlyInAnyOrder("m2", "m3");
    }

    @Test
    void ordersMembersByUnsignedId() {
        List<MemberId> ids = accepted(Samples.request(), Samples.PLAIN).voters()
                .stream()
                .map(PlannedMember::id)
                .toList();
        assertThat(ids).isSorted().hasSize(3);
        assertThat(ids).as("a case that distinguishes signed from unsigned")
                .anyMatch(id -> id.value() < 0)
                .anyMatch(id -> id.value() > 0);
    }

    @Test
    void warnsOfUrlsThatOthersCannotUse() {
        assertThat(accepted(members(Samples.member("m0", "http://127.0.0.1:1"), Samples.member("m1", "http://b:"),
                Samples.member("m2", "http://0.0.0.0:1", "http://:2"), Samples.member("m3", "http://c:1"),
                Samples.member("m4", "http://d:65535", "http://d:65536", "http://d:99999999999999999999")),
                Samples.PLAIN).warnings())
                .containsExactly("The URL http://b: has an empty port", "The URL http://0.0.0.0:1 names no host",
                        "The URL http://:2 names no host",
                        "The URL http://d:65536 has a port beyond 65535",
                        "The URL http://d:99999999999999999999 has a port beyond 65535",
                        "Only its own host can reach http://127.0.0.1:1");
    }

    @Test
    void refusesUrlsThatSayASecretWithoutShowingIt() {
        assertThat(refused(members(Samples.member("m0", "http://u:secret@a:1"),
                Samples.member("m1", "http://b:1?token=secret")), Samples.PLAIN)).extracting(Problem::message)
                .containsExactly("The URL http://***@a:1 carries a user name or password",
                        "The URL http://b:1?*** carries a query");
    }

    @Test
    void acceptsAClusterThatLivesOnOneHost() {
        assertThat(accepted(members(Samples.member("m0", "http://127.0.0.1:1"),
                Samples.member("m1", "http://localhost:2"), Samples.member("m2", "unix://m2")), Samples.PLAIN)
                .warnings()).isEmpty();
    }

    @Test
    void warnsOfClientUrlsThatCollide() {
        MemberRequest member = new MemberRequest("m0", List.of("http://a:1"), List.of("http://a:1", "http://a:2"),
                Optional.of(Path.of("/d")), Optional.empty(), false);
        assertThat(accepted(members(member), Samples.PLAIN).warnings())
                .containsExactly("The client URL http://a:1 is used twice");
    }

    @ParameterizedTest
    @CsvSource({
            "/d/m0, , /d/m0, , DATA_DIR, The data directory /d/m0 is also the data directory of \"m0\"",
            "/d/m0, , /d/x/../m0/, , DATA_DIR, The data directory /d/m0 is also the data directory of \"m0\"",
            "/d/m0, , /d/m0/m1, , DATA_DIR, The data directory /d/m0/m1 is inside the data directory of \"m0\"",
            "/d/m0, /w, /d/m1, /w, WAL_DIR, The WAL directory /w is also the WAL directory of \"m0\"",
            "/d/m0, , /d/m1, /d/m1/wal, WAL_DIR, The WAL directory /d/m1/wal is inside the data directory",
            "/d/m0, /w, /w/m1, , DATA_DIR, The data directory /w/m1 is inside the WAL directory of \"m0\"",
            "/d/m0, , /backup, , DATA_DIR, The snapshot is inside the data directory /backup",
            "/d/m0, , '', , DATA_DIR, No data directory is given",
            "/d/m0, , m1.etcd, , DATA_DIR, The data directory m1.etcd is a relative path",
            "/d/m0, , /d/m1, wal, WAL_DIR, The WAL directory wal is a relative path"})
    void refusesDirectoriesThatGetInEachOthersWay(String data0, @Nullable String wal0, String data1,
            @Nullable String wal1, Field field,
            String message) {
        refusals(members(withDirs("m0", "http://a:1", data0, wal0), withDirs("m1", "http://b:1", data1, wal1),
                Samples.member("m2", "http://c:1")))
                .containsExactly(refusal(field, 1, message));
    }

    @Test
    void acceptsDirectoriesWhoseNamesBeginAlike() {
        assertThat(accepted(members(withDirs("m0", "http://a:1", "/d/m", "/w/m"),
                withDirs("m1", "http://b:1", "/d/m1", "/w/m1"), withDirs("m2", "http://c:1", "/d/m2", null)),
                Samples.PLAIN).warnings()).isEmpty();
    }

    @Test
    void plansOneMemberWhenTheOthersAreRestoredElsewhere() {
        MemberRequest elsewhere = new MemberRequest("m1", List.of("http://b:1"), List.of(), Optional.empty(),
                Optional.empty(), false);
        RestorePlan plan = accepted(members(Samples.member("m0", "http://a:1"), elsewhere,
                Samples.member("m2", "http://c:1")), Samples.PLAIN);
        assertThat(plan.members()).hasSize(3);
        assertThat(plan.writtenMembers()).extracting(PlannedMember::name).containsExactly("m0", "m2");
    }

    @Test
    void plansForTheHostsOfItsMembersWhenNoneHasADirectoryHere() {
        RestorePlan plan = accepted(members(onHost("m0", "http://a:1"), onHost("m1", "http://b:1")), Samples.PLAIN);
        assertThat(plan.writtenMembers()).isEmpty();
        assertThat(plan.members()).extracting(PlannedMember::walDir)
                .as("each is on a host of its own")
                .containsOnly(Optional.of(Path.of("/wal")));
        refusals(members(onHost("m0", "http://a:1"), Samples.member("m1", "http://b:1")))
                .containsExactly(refusal(Field.WAL_DIR, 0, "A WAL directory is given without a data directory"));
    }

    private static MemberRequest onHost(String name, String peerUrl) {
        return new MemberRequest(name, List.of(peerUrl), List.of(), Optional.empty(), Optional.of(Path.of("/wal")),
                false);
    }

    @Test
    void warnsOfTokensThatLetOldMembersIn() {
        assertThat(accepted(Samples.request().token("etcd-cluster"), Samples.PLAIN).warnings())
                .containsExactly("The token is the default etcd-cluster");
        assertThat(accepted(Samples.request().token(""), Samples.PLAIN).warnings())
                .containsExactly("The token is empty");
        Member old = new Member(new MemberId(0x43dd31609212d1b2L), "m0", List.of("http://127.0.0.1:23001"), List.of(),
                false);
        assertThat(accepted(members(Samples.member("m0", "http://127.0.0.1:23001")), Samples.PLAIN.members(old))
                .warnings())
                .containsExactly("Member 43dd31609212d1b2 of the lost cluster would come back with the same ID");
    }

    private static MemberRequest withDirs(String name, String url, String dataDir, @Nullable String walDir) {
        return new MemberRequest(name, List.of(url), List.of(), Optional.of(Path.of(dataDir)),
                Optional.ofNullable(walDir).map(Path::of), false);
    }
}
