package org.etcdrecovery.core.cluster.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.DbSize;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.RaftProgress;
import org.etcdrecovery.core.cluster.connect.TlsSettingsBuilder;
import org.etcdrecovery.core.cluster.probe.LinearizableRead;
import org.etcdrecovery.core.cluster.probe.LinearizableRead.Outcome;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.junit.jupiter.api.Test;

class QuorumAssessorTest {
    private static final long CLUSTER = 0xCAFE;
    private static final MemberList THREE = new MemberList(new ClusterId(CLUSTER), members(3, 0));

    private final List<MemberProbe> rows = new ArrayList<>();

    @Test
    void isHealthyWhenAllFollowOneLeaderAndAReadIsGranted() {
        answers(1, 2, Outcome.GRANTED, THREE);
        answers(2, 2, Outcome.GRANTED, THREE);
        answers(3, 2, Outcome.GRANTED, THREE);
        QuorumAssessment assessment = assess();
        assertThat(assessment.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(assessment).extracting(QuorumAssessment::voters, QuorumAssessment::needed,
                QuorumAssessment::tolerated, QuorumAssessment::agreeing).containsExactly(3, 2, 1, 3);
        assertThat(assessment.source().orElseThrow().row().name()).as("a follower").isNotEqualTo("m2");
    }

    @Test
    void isDegradedWhenOneIsDownAndSaysHowToReplaceIt() {
        answers(1, 2, Outcome.GRANTED, THREE);
        answers(2, 2, Outcome.GRANTED, THREE);
        silent(3, Cause.REFUSED, PeerAnswer.State.SILENT);
        QuorumAssessment assessment = assess();
        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(assessment.steps()).extracting(Step::command)
                .contains("etcdctl member remove 3 \\\n  --endpoints http://m1:2379,http://m2:2379",
                        "etcdctl member add m3 \\\n  --peer-urls http://m3:2380 \\\n"
                                + "  --endpoints http://m1:2379,http://m2:2379");
    }

    @Test
    void saysInTheCommandsHowTheMembersAreReached() {
        Endpoint named = new Endpoint("m1", 2379, true);
        rows.add(answer(named, status(1, 2, false), Outcome.GRANTED, THREE).build());
        answers(2, 2, Outcome.GRANTED, THREE);
        silent(3, Cause.REFUSED, PeerAnswer.State.SILENT);
        ConnectionSettings settings = ConnectionSettings.of(List.of(named))
                .withTls(TlsSettingsBuilder.builder()
                        .ca(Path.of("/pki/ca.crt"))
                        .certificate(Path.of("/pki/client.crt"))
                        .key(Path.of("/pki/client.key"))
                        .build())
                .withLogin(new Login("root", "secret"));
        List<Step> steps = QuorumAssessor.assess(new ProbeReport(rows), settings).steps();
        assertThat(steps).extracting(Step::command).contains("""
                ETCDCTL_PASSWORD="$ETCD_PASSWORD" etcdctl member remove 3 \\
                  --endpoints https://m1:2379 \\
                  --cacert /pki/ca.crt \\
                  --cert /pki/client.crt \\
                  --key /pki/client.key \\
                  --user root""");
        assertThat(steps).extracting(Step::text).filteredOn(text -> text.contains("read -rs ETCD_PASSWORD")).hasSize(1);
        assertThat(steps.toString()).doesNotContain("secret");
    }

    /** The members that see a leader are not the one that the operator named. */
    @Test
    void leavesTheLoginOutOfCommandsForEndpointsThatWereNotNamed() {
        silent(1, Cause.REFUSED, PeerAnswer.State.SILENT);
        answers(2, 2, Outcome.GRANTED, THREE);
        answers(3, 2, Outcome.GRANTED, THREE);
        List<Step> steps = QuorumAssessor.assess(new ProbeReport(rows), ConnectionSettings.of(List.of(endpoint(1)))
                .withLogin(new Login("root", "secret"))).steps();
        assertThat(steps).extracting(Step::command)
                .contains("etcdctl member remove 1 \\\n  --endpoints http://m2:2379,http://m3:2379")
                .noneMatch(command -> command.contains("root") || command.contains("PASSWORD"));
        assertThat(steps).extracting(Step::text)
                .anyMatch(text -> text.startsWith("You did not name http://m2:2379, http://m3:2379, so"));
    }

    @Test
    void callsAMemberThatWasNeverStartedByItsPeerUrl() {
        MemberList list = new MemberList(new ClusterId(CLUSTER), List.of(members(1, 0).getFirst(),
                new Member(new MemberId(4), "", List.of("http://m4:2380"), List.of(), false)));
        for (Outcome read : List.of(Outcome.GRANTED, Outcome.NO_QUORUM)) {
            rows.clear();
            answers(1, read == Outcome.GRANTED ? 1 : 0, read, list);
            rows.add(row(new Endpoint("m4", 2380, false)).expected(list.find(new MemberId(4)))
                    .failure(Optional.of(
                            new Failure(Cause.NO_CONNECTION, "It has published nothing.", "Start it.", "")))
                    .peer(Optional.of(new PeerAnswer(new Endpoint("m4", 2380, false), PeerAnswer.State.SILENT, "",
                            Optional.empty(), Optional.empty())))
                    .build());
            QuorumAssessment assessment = assess();
            assertThat(assessment.verdict()).isEqualTo(read == Outcome.GRANTED ? Verdict.DEGRADED : Verdict.LOST);
            assertThat(assessment.members().get(1).isUnstarted()).isTrue();
            assertThat(assessment.steps()).extracting(Step::text)
                    .noneMatch(text -> text.contains("again?") || text.contains("http://m4:2380 (4) again"))
                    .anyMatch(text -> text.startsWith("http://m4:2380 (4) was added to the cluster"));
            assertThat(assessment.evidence()).contains(
                    "http://m4:2380 (4): It has published nothing. Its peer URL is silent, too.");
        }
    }

    @Test
    void isLostWhenTheOthersAreDown() {
        answers(1, 0, Outcome.NO_QUORUM, THREE);
        silent(2, Cause.REFUSED, PeerAnswer.State.SILENT);
        silent(3, Cause.NO_ANSWER, PeerAnswer.State.HANGING);
        QuorumAssessment assessment = assess();
        assertThat(assessment.verdict()).isEqualTo(Verdict.LOST);
        assertThat(assessment.steps().getFirst().text()).startsWith("Can m2 (2) or m3 (3) simply be started again?")
                .contains("Never start one on an empty disk or directory: with --initial-cluster-state new it begins an"
                        + " empty cluster");
        assertThat(assessment.steps()).extracting(Step::text)
                .anyMatch(text -> text.startsWith("Do not restart m1 (1)"))
                .anyMatch(text -> text.contains("--force-new-cluster"));
    }

    /** etcd lists members by their IDs, which are random. */
    @Test
    void namesMembersInTheOrderOfTheirNames() {
        MemberList shuffled = new MemberList(new ClusterId(7), List.of(THREE.members().get(2), THREE.members().get(0),
                THREE.members().get(1)));
        answers(1, 0, Outcome.NO_QUORUM, shuffled);
        silent(3, Cause.REFUSED, PeerAnswer.State.SILENT);
        silent(2, Cause.REFUSED, PeerAnswer.State.SILENT);

        QuorumAssessment assessment = assess();

        assertThat(assessment.members()).extracting(state -> state.member().name()).containsExactly("m1", "m2", "m3");
        assertThat(assessment.steps().getFirst().text()).startsWith("Can m2 (2) or m3 (3) simply");
    }

    @Test
    void saysWhatKeepsTheSurvivorFromHandingOutASnapshot() {
        rows.add(answer(endpoint(1), status(1, 0, false), Outcome.NO_QUORUM, THREE)
                .failure(Optional.of(new Failure(Cause.LOGIN_NEEDS_QUORUM, "The password cannot be checked.",
                        "Use a certificate.", "")))
                .build());
        silent(2, Cause.REFUSED, PeerAnswer.State.SILENT);
        silent(3, Cause.REFUSED, PeerAnswer.State.SILENT);
        assertThat(assess().steps()).extracting(Step::text)
                .anyMatch(text -> text.startsWith("Save a snapshot from m1")
                        && text.endsWith("The password cannot be checked. Use a certificate."));
    }

    /** The two silent members may be a majority on the other side of a network split. */
    @Test
    void cannotBeToldWhenTheOthersCannotBeSeen() {
        answers(1, 0, Outcome.NO_QUORUM, THREE);
        silent(2, Cause.NO_CONNECTION, PeerAnswer.State.SILENT);
        silent(3, Cause.NAME_NOT_RESOLVED, PeerAnswer.State.SILENT);
        assertThat(assess().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void oneUnseenIsNoMajority() {
        answers(1, 0, Outcome.NO_QUORUM, THREE);
        silent(2, Cause.NO_CONNECTION, PeerAnswer.State.SILENT);
        silent(3, Cause.REFUSED, PeerAnswer.State.SILENT);
        assertThat(assess().verdict()).isEqualTo(Verdict.LOST);
    }

    @Test
    void isLostThoughAllAnswerWhenTheyDoNotFindEachOther() {
        for (int id = 1; id <= 3; id++) {
            answers(id, 0, Outcome.NO_QUORUM, THREE);
        }
        QuorumAssessment assessment = assess();
        assertThat(assessment.verdict()).isEqualTo(Verdict.LOST);
        assertThat(assessment.headline()).contains("they do not find each other");
        assertThat(assessment.steps().getFirst().text()).contains("nothing is lost");
    }

    @Test
    void aGrantedReadProvesAMajorityThatCannotBeSeen() {
        answers(1, 2, Outcome.GRANTED, THREE);
        silent(2, Cause.NO_CONNECTION, PeerAnswer.State.SILENT);
        silent(3, Cause.NO_CONNECTION, PeerAnswer.State.SILENT);
        assertThat(assess().verdict()).isEqualTo(Verdict.DEGRADED);
    }

    /** The leader that members name may be gone: only a read shows that it still leads. */
    @Test
    void namingALeaderProvesNothing() {
        answers(1, 2, Outcome.NOT_TRIED, THREE);
        answers(2, 2, Outcome.NOT_TRIED, THREE);
        answers(3, 2, Outcome.NOT_TRIED, THREE);
        assertThat(assess().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aMemberThatServesItsPeersIsWaitingAndNotDead() {
        answers(1, 0, Outcome.NO_QUORUM, THREE);
        silent(2, Cause.NO_ANSWER, PeerAnswer.State.SERVING);
        silent(3, Cause.REFUSED, PeerAnswer.State.SILENT);
        assertThat(assess().members()).extracting(MemberState::state)
                .containsExactly(MemberState.State.WITHOUT_LEADER, MemberState.State.WAITING_FOR_PEERS,
                        MemberState.State.DOWN);
    }

    /** Source: seen with 3.4.23 and 3.5.35, but not with 3.6.16 and 3.7.3. */
    @Test
    void saysThatAnOlderMemberHandsOutASnapshotWhereItsPeersReachIt() {
        for (String version : List.of("3.5.35", "3.6.16")) {
            rows.clear();
            silent(1, Cause.NO_ANSWER, PeerAnswer.State.SERVING, version);
            silent(2, Cause.REFUSED, PeerAnswer.State.SILENT);
            silent(3, Cause.REFUSED, PeerAnswer.State.SILENT);
            boolean offered = assess().steps()
                    .stream()
                    .anyMatch(step -> step.command()
                            .equals("etcd-recovery snapshot save snapshot.db \\\n  --endpoints http://m1:2380"));
            assertThat(offered).as(version).isEqualTo(version.startsWith("3.5"));
        }
    }

    @Test
    void learnersDoNotCount() {
        MemberList list = new MemberList(new ClusterId(CLUSTER), members(2, 1));
        answers(1, 0, Outcome.NO_QUORUM, list);
        silent(2, Cause.REFUSED, PeerAnswer.State.SILENT);
        rows.add(answer(endpoint(3), status(3, 0, true), Outcome.NOT_TRIED, list).build());
        QuorumAssessment assessment = assess();
        assertThat(assessment.verdict()).isEqualTo(Verdict.LOST);
        assertThat(assessment).extracting(QuorumAssessment::voters, QuorumAssessment::needed).containsExactly(2, 2);
        assertThat(assessment.notices()).anyMatch(notice -> notice.startsWith("Learners do not vote"));
    }

    @Test
    void noticesEndpointsOfDifferentClusters() {
        answers(1, 1, Outcome.GRANTED, new MemberList(new ClusterId(CLUSTER), members(1, 0)));
        rows.add(answer(new Endpoint("other", 2379, false), status(1, 1, false), Outcome.GRANTED,
                new MemberList(new ClusterId(0xBEEF), members(1, 0))).build());
        QuorumAssessment assessment = assess();
        assertThat(assessment.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(assessment.notices()).anyMatch(notice -> notice.contains("different clusters (beef, cafe)"));
    }

    @Test
    void noticesMembersThatDisagreeOnWhoIsOne() {
        answers(1, 2, Outcome.GRANTED, THREE);
        answers(2, 2, Outcome.GRANTED, THREE);
        answers(3, 3, Outcome.GRANTED, new MemberList(new ClusterId(CLUSTER), List.of(THREE.members().get(2))));
        assertThat(assess().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(assess().notices()).anyMatch(notice -> notice.startsWith("The members do not agree"));
    }

    @Test
    void cannotBeToldWithoutAnyList() {
        rows.add(silent(1, Cause.NO_CONNECTION).build());
        assertThat(assess().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(assess().evidence()).containsExactly("http://m1:2379: what");
    }

    @Test
    void namesAnEndpointOnce() {
        rows.add(row(endpoint(1))
                .failure(Optional.of(
                        new Failure(Cause.PLAIN_EXPECTED, endpoint(1) + " does not speak TLS.", "advice", "")))
                .build());
        assertThat(assess().evidence()).containsExactly("http://m1:2379 does not speak TLS.");
    }

    private QuorumAssessment assess() {
        return QuorumAssessor.assess(new ProbeReport(rows), ConnectionSettings.of(List.of(endpoint(1))));
    }

    private void answers(long id, long leader, Outcome read, MemberList list) {
        rows.add(answer(endpoint(id), status(id, leader, false), read, list).build());
    }

    private static MemberProbeBuilder answer(Endpoint endpoint, MemberStatus status, Outcome read, MemberList list) {
        return row(endpoint).status(Optional.of(status))
                .list(Optional.of(list))
                .read(Optional.of(new LinearizableRead(read, Optional.empty())));
    }

    private static MemberProbeBuilder row(Endpoint endpoint) {
        return MemberProbeBuilder.builder().endpoint(endpoint).named(true);
    }

    private void silent(long id, Cause cause, PeerAnswer.State peer) {
        silent(id, cause, peer, "3.6.16");
    }

    private void silent(long id, Cause cause, PeerAnswer.State peer, String version) {
        Optional<MemberList> list = peer == PeerAnswer.State.SERVING ? Optional.of(THREE) : Optional.empty();
        rows.add(silent(id, cause).expected(THREE.find(new MemberId(id)))
                .peer(Optional.of(
                        new PeerAnswer(new Endpoint("m" + id, 2380, false), peer, version, list, Optional.empty())))
                .build());
    }

    private static MemberProbeBuilder silent(long id, Cause cause) {
        return row(endpoint(id)).failure(Optional.of(new Failure(cause, "what", "advice", "")));
    }

    private static Endpoint endpoint(long id) {
        return new Endpoint("m" + id, 2379, false);
    }

    private static MemberStatus status(long id, long leader, boolean learner) {
        return new MemberStatus(new ClusterId(CLUSTER), new MemberId(id), "3.6.16", new DbSize(1, 1, 0),
                new MemberId(leader),
                new RaftProgress(2, 10, 10), 5, learner, "", List.of());
    }

    private static List<Member> members(int voters, int learners) {
        List<Member> members = new ArrayList<>();
        for (long id = 1; id <= voters + learners; id++) {
            members.add(new Member(new MemberId(id), "m" + id, List.of("http://m" + id + ":2380"),
                    List.of("http://m" + id + ":2379"), id > voters));
        }
        return members;
    }
}
