package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofWordsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
            "REVISION, at least 1000485264, at least 1_000_485_264",
            "KEY_COUNT, 19879 at revision 1000485264, 19_879 at revision 1_000_485_264",
            "HASH_KV, 1362830697 at revision 1000485264, `1362830697` at revision 1_000_485_264",
            "CLUSTER_ID, b99edd75f942e813, `b99edd75f942e813`",
            "MEMBERS_ANSWER, 3 of 3, 3 of 3"})
    void groupsRevisionsAndCountsAndMarksIdsAndHashes(Subject subject, String seen, String shown) throws IOException {
        ProofWords words = new ProofWords(ThreeMembers.planned(directory).acceptedPlan().orElseThrow());

        assertThat(words.seen(new ProofCheck(subject, "", seen, Outcome.PASSED, "")))
                .isEqualTo(shown.replace('_', '\u00a0'));
    }
}
