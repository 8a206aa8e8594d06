package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.junit.jupiter.api.Test;

class RehearsalPlanTest {
    private static final Path SCRATCH = Path.of("/var/tmp/scratch");
    private static final int LONGEST_SOCKET = 103;

    /** Without a login nothing else compares every key, so a plan that skips it is read back here all the same. */
    @Test
    void alwaysReadsBack() throws IOException {
        RestorePlan plan = plan(RestoreRequest.builder(List.of(member(1, false)), "token").skipReadBack(true));
        assertThat(plan.readBack()).isFalse();

        assertThat(RehearsalPlan.of(plan, SCRATCH, false, "other").readBack()).isTrue();
    }

    @Test
    void isOfAnotherClusterInScratch() throws IOException {
        RestorePlan plan = plan(RestoreRequest
                .builder(List.of(member(1, false), member(2, false), member(3, true)), "token")
                .owner(Owner.parse("etcd:etcd").orElseThrow())
                .revisionBump(7)
                .markCompacted(true));

        RestorePlan rehearsed = RehearsalPlan.of(plan, SCRATCH, true, "other");

        assertThat(rehearsed.token()).isEqualTo("other");
        assertThat(rehearsed.clusterId()).isNotEqualTo(plan.clusterId());
        assertThat(rehearsed.members()).extracting(PlannedMember::id)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(plan.members().stream().map(PlannedMember::id).toList());
        assertThat(rehearsed.members()).extracting(PlannedMember::name).containsExactly("m1", "m2", "m3");
        assertThat(rehearsed.members()).extracting(PlannedMember::learner).containsExactly(false, false, true);
        assertThat(rehearsed.members()).extracting(member -> member.dataDir().orElseThrow())
                .doesNotHaveDuplicates()
                .allMatch(dataDir -> SCRATCH.equals(dataDir.getParent()));
        assertThat(rehearsed.members()).extracting(PlannedMember::walDir).containsOnly(Optional.empty());
        assertThat(rehearsed.owner()).isEmpty();
        assertThat(rehearsed.revisions()).isEqualTo(plan.revisions());
        assertThat(rehearsed.snapshot()).isEqualTo(plan.snapshot());
    }

    @Test
    void eachMemberServesAtTheSocketOfItsNumber() throws IOException {
        RestorePlan plan = plan(RestoreRequest.builder(IntStream.rangeClosed(1, 12)
                .mapToObj(number -> member(number, false))
                .toList(), "token"));

        List<PlannedMember> members = RehearsalPlan.of(plan, SCRATCH, true, "other").members();

        for (int number = 0; number < members.size(); number++) {
            String socket = String.valueOf(RehearsalPlan.socket(SCRATCH, number).getFileName());
            assertThat(members.get(number).clientUrls()).containsExactly("unix://" + socket);
        }
        assertThat(members).flatExtracting(PlannedMember::peerUrls).doesNotHaveDuplicates();
    }

    @Test
    void oneMemberIsTheFirstVoter() throws IOException {
        RestorePlan plan = plan(RestoreRequest.builder(List.of(member(1, true), member(2, false), member(3, false)),
                "token"));

        assertThat(RehearsalPlan.of(plan, SCRATCH, false, "other").members()).singleElement()
                .satisfies(member -> {
                    assertThat(member.name()).isEqualTo("m2");
                    assertThat(member.learner()).isFalse();
                });
    }

    /** The socket of the eleventh member has a digit more than those before it. */
    @Test
    void refusesADirectoryInWhichTheLongestSocketHasTooLongAPath() {
        Path longest = directory(LONGEST_SOCKET - "/client0:1".length());

        assertThatCode(() -> RehearsalPlan.requireShortPath(longest, 1)).doesNotThrowAnyException();
        assertThatCode(() -> RehearsalPlan.requireShortPath(longest, 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RehearsalPlan.requireShortPath(longest, 11)).isInstanceOf(RehearsalException.class)
                .hasMessageContaining(RehearsalPlan.socket(longest, 10).toString());
        assertThatThrownBy(() -> RehearsalPlan.requireShortPath(directory(longest.toString().length() + 1), 1))
                .isInstanceOf(RehearsalException.class);
    }

    private static Path directory(int length) {
        return Path.of("/" + "d".repeat(length - 1));
    }

    private static MemberRequest member(int number, boolean learner) {
        return new MemberRequest("m" + number, List.of("http://10.0.0." + number + ":2380"), List.of(),
                Optional.of(Path.of("/var/lib/never/m" + number)), Optional.empty(), learner);
    }

    private static RestorePlan plan(RestoreRequest.Builder request) throws IOException {
        PlanResult result = Planner.plan(request.build(),
                Inspector.inspect(RehearsalFixture.SAMPLE, Progress.NONE, _ -> {}).facts().orElseThrow());
        assertThat(result).as("%s", result.problems()).isInstanceOf(PlanResult.Accepted.class);
        return ((PlanResult.Accepted) result).plan();
    }
}
