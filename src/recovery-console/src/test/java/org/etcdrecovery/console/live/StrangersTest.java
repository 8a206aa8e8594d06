package org.etcdrecovery.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.report.RecoveryReport.Silence;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrangersTest {
    private static final MemberProbe OLD_MEMBER = Answers.of(new ClusterId(7));

    @TempDir
    private Path directory;
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

    @Test
    void aLookThatFailsDoesNotClearWhatWasSeen() {
        Strangers strangers = FakeLooks.finding(recovery, OLD_MEMBER);
        strangers.look();
        assertThat(strangers.seen().get()).singleElement().matches(Sighting::current);

        strangers.look();

        assertThat(strangers.seen().get()).singleElement().satisfies(sighting -> {
            assertThat(sighting.current()).isFalse();
            assertThat(sighting.last()).isEqualTo(TestTools.NOW);
        });
    }

    @Test
    void aPlannedMemberThatHasAnsweredAndNoLongerDoesIsSilent() {
        Endpoint first = Endpoint.readable(plan.members().getFirst().clientUrls()).getFirst();
        MemberProbe answers = MemberProbeBuilder.builder(Answers.of(plan.clusterId())).endpoint(first).build();
        MemberProbe refused = MemberProbeBuilder.builder(Answers.failing(Cause.REFUSED)).endpoint(first).build();
        Strangers strangers = FakeLooks.finding(recovery, refused, answers, refused, answers);

        strangers.look();
        assertThat(strangers.silent().get()).as("it never answered here").isEmpty();
        strangers.look();
        assertThat(strangers.silent().get()).isEmpty();
        strangers.look();
        assertThat(strangers.silent().get()).containsExactly(
                new Silence(plan.members().getFirst().name(), TestTools.NOW, TestTools.NOW));
        strangers.look();
        assertThat(strangers.silent().get()).as("it answers again").isEmpty();
        strangers.look();
        assertThat(strangers.silent().get()).as("a look that fails shows nothing").isEmpty();
    }

    @Test
    void onlyALookThatSucceedsShowsThatThereAreNone() {
        Strangers strangers = FakeLooks.finding(recovery);
        strangers.look();
        assertThat(strangers.looked().get()).as("it failed").isFalse();

        Strangers others = FakeLooks.finding(recovery, Answers.failing(Cause.REFUSED));
        assertThat(others.looked().get()).isFalse();
        others.look();
        assertThat(others.looked().get()).isTrue();
        assertThat(others.seen().get()).isEmpty();
    }

    /** That nothing answers would be untrue: it is served, perhaps by an old member. */
    @Test
    void knowsWhatIsServedAndDoesNotTellWhoItIs() {
        Strangers strangers = FakeLooks.finding(recovery, Answers.failing(Cause.CLIENT_CERTIFICATE_REQUIRED),
                Answers.failing(Cause.NO_ANSWER));

        strangers.look();
        assertThat(strangers.unidentified().get()).hasSize(1);

        strangers.look();
        assertThat(strangers.unidentified().get()).as("a new member waits for the others").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REFUSED")
    void onlyAClosedPortShowsThatAMemberIsGone(Cause cause) {
        Strangers strangers = FakeLooks.finding(recovery, OLD_MEMBER, Answers.failing(cause));

        strangers.look();
        strangers.look();

        assertThat(strangers.seen().get()).singleElement().matches(sighting -> !sighting.current());
    }

    @Test
    void aMemberIsGoneWhenItsPortIsClosedOrThePlannedOneAnswers() {
        Strangers strangers = FakeLooks.finding(recovery, OLD_MEMBER, Answers.failing(Cause.REFUSED), OLD_MEMBER,
                Answers.of(plan.clusterId()));
        strangers.look();
        strangers.look();
        assertThat(strangers.seen().get()).isEmpty();

        strangers.look();
        assertThat(strangers.seen().get()).hasSize(1);
        strangers.look();
        assertThat(strangers.seen().get()).isEmpty();
    }

    @Test
    void aMemberOfTheOldClusterIsKnownByItsClusterId() {
        Strangers strangers = FakeLooks.finding(recovery, OLD_MEMBER);
        strangers.look();
        assertThat(strangers.areOld(strangers.seen().get())).as("the old cluster was never asked").isFalse();

        ConnectionSettings settings = ConnectionSettings.of(List.of(Answers.ENDPOINT));
        ProbeReport report = new ProbeReport(List.of(OLD_MEMBER));
        recovery.oldCluster().asking(settings);
        recovery.askedMembers(report, QuorumAssessor.assess(report, settings));

        assertThat(strangers.areOld(strangers.seen().get())).isEqualTo(!recovery.oldClusters().isEmpty());
        assertThat(recovery.oldClusters()).containsOnly(new ClusterId(7));
    }

    /** It does not keep a new member from its port, but its clients keep writing to it. */
    @Test
    void anOldMemberIsAlsoSeenWhereSourceAskedIt() {
        recovery.oldCluster().asking(ConnectionSettings.of(List.of(Answers.ENDPOINT)));
        List<Endpoint> asked = new ArrayList<>();
        Queue<ProbeReport> looks = new ArrayDeque<>(List.of(new ProbeReport(List.of(OLD_MEMBER)),
                new ProbeReport(List.of(Answers.failing(Cause.REFUSED)))));
        Strangers strangers = new Strangers(recovery, TestTools.direct(), (endpoints, _) -> {
            asked.addAll(endpoints.endpoints());
            return looks.remove();
        });

        strangers.look();

        assertThat(asked).hasSize(4).contains(Answers.ENDPOINT);
        assertThat(strangers.seen().get()).isEmpty();
        assertThat(strangers.elsewhere().get()).singleElement().satisfies(sighting -> {
            assertThat(sighting.current()).isTrue();
            assertThat(sighting.forReport().planned()).isFalse();
        });
        strangers.look();
        assertThat(strangers.all()).isEmpty();
    }

    /** Source is not asked again after a restart. */
    @Test
    void theOldClusterIsWatchedInAResumedRunToo() {
        QuorumAssessment known = Answers.evidence(directory.resolve("a.db")).quorum().orElseThrow();
        recovery.resume(Answers.evidence(directory.resolve("a.db")));
        List<Endpoint> asked = new ArrayList<>();
        Strangers strangers = new Strangers(recovery, TestTools.direct(), (endpoints, _) -> {
            asked.addAll(endpoints.endpoints());
            return new ProbeReport(List.of());
        });

        strangers.look();

        List<String> urls = known.members().stream().flatMap(state -> state.member().clientUrls().stream()).toList();
        assertThat(urls).isNotEmpty();
        assertThat(asked).containsAll(Endpoint.readable(urls));
    }

    @Test
    void aMemberThatAnswersAgainIsNamedOnce() {
        Strangers strangers = FakeLooks.finding(recovery, OLD_MEMBER, Answers.failing(Cause.NO_ANSWER), OLD_MEMBER);
        strangers.look();
        strangers.look();
        strangers.look();

        assertThat(strangers.seen().get()).singleElement().matches(Sighting::current);
    }
}
