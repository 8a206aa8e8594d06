package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.RestorePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofValuesTest {
    @TempDir
    Path directory;

    @Test
    void namesAndIdsCanBeComparedWhereUnknownMembersAnswer() throws IOException {
        RestorePlan plan = ThreeMembers.planned(directory).acceptedPlan().orElseThrow();
        List<String> ids = plan.members().stream().map(member -> member.id().toString()).toList();
        ProofCheck check = new ProofCheck(Subject.MEMBERSHIP, String.join(", ", ids), "bf77b57b82c78ea0, " + ids.get(0),
                Outcome.FAILED, "");

        assertThat(new ProofValues(plan).expected(check))
                .isEqualTo("m1 `%s`, m2 `%s`, m3 `%s`".formatted(ids.toArray()));
        assertThat(new ProofValues(plan).seen(check)).isEqualTo("m1 `%s`, `bf77b57b82c78ea0`".formatted(ids.get(0)));
    }

    @Test
    void namesPlannedMembersAndLeavesStrangers() throws IOException {
        RestorePlan plan = ThreeMembers.planned(directory).acceptedPlan().orElseThrow();
        String id = plan.members().getFirst().id().toString();
        ProofCheck check = new ProofCheck(Subject.MEMBERSHIP, id, id + ", 00000000000000ff", Outcome.PASSED, "");

        assertThat(new ProofValues(plan).seen(check)).isEqualTo("m1, `00000000000000ff`");
    }

    @ParameterizedTest
    @CsvSource({
            "REVISION, at least 1000485264, at least 1_000_485_264",
            "KEY_COUNT, 19879 at revision 1000485264, 19_879 at revision 1_000_485_264",
            "HASH_KV, 1362830697 at revision 1000485264, `1362830697` at revision 1_000_485_264",
            "CLUSTER_ID, b99edd75f942e813, `b99edd75f942e813`",
            "CLUSTER_ID, e16d37e3f79b8db, `e16d37e3f79b8db`",
            "MEMBERS_ANSWER, 3 of 3, 3 of 3"})
    void groupsRevisionsAndCountsAndMarksIdsAndHashes(Subject subject, String seen, String shown) throws IOException {
        ProofValues words = new ProofValues(ThreeMembers.planned(directory).acceptedPlan().orElseThrow());

        assertThat(words.seen(new ProofCheck(subject, "", seen, Outcome.PASSED, "")))
                .isEqualTo(shown.replace('_', '\u00a0'));
    }
}
