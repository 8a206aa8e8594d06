package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.rehearse.StageResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rehearsal says no more than it has checked. */
class RehearsalResultTest {
    @Test
    void isSweptOnlyIfNothingIsLeft() {
        assertThat(result(Outcome.PASSED, ProofCheck.Outcome.PASSED, Optional.empty()).swept()).isTrue();
        assertThat(result(Outcome.FAILED, ProofCheck.Outcome.PASSED, Optional.empty()).swept()).isFalse();
        assertThat(result(Outcome.PASSED, ProofCheck.Outcome.PASSED, Optional.of(Path.of("/kept"))).swept()).isFalse();
    }

    @Test
    void saysThatWritesWereNotTried() {
        assertThat(result(Outcome.PASSED, ProofCheck.Outcome.SKIPPED, Optional.empty()).notProven())
                .contains("Writes were not tried. The alarm would reject the write.");
        assertThat(result(Outcome.PASSED, ProofCheck.Outcome.PASSED, Optional.empty()).notProven())
                .noneMatch(open -> open.startsWith("Writes"));
    }

    @ParameterizedTest
    @CsvSource({"NO_ALARM, carries the alarm", "CANARY, a test key could not be written",
            "NO_ALARM REVISION, Make it again from the snapshot", "CANARY REVISION, Make it again from the snapshot"})
    void givesAdviceOnTheChecksThatFailed(String subjects, String advice) {
        List<ProofCheck> checks = Stream.of(subjects.split(" "))
                .map(subject -> new ProofCheck(ProofCheck.Subject.valueOf(subject), "", "", ProofCheck.Outcome.FAILED,
                        ""))
                .toList();
        RehearsalResult result = result(RehearsalStage.PROVE, Outcome.FAILED, checks, Optional.empty());

        assertThat(result.advice()).singleElement().asString().contains(advice);
        if (!subjects.contains("ALARM")) {
            assertThat(result.advice().getFirst()).doesNotContain("alarm");
        }
    }

    private static RehearsalResult result(Outcome sweep, ProofCheck.Outcome canary, Optional<Path> kept) {
        ProofCheck check = new ProofCheck(ProofCheck.Subject.CANARY, "a key written and deleted", "", canary,
                "The alarm would reject the write.");
        return result(RehearsalStage.SWEEP, sweep, List.of(check), kept);
    }

    private static RehearsalResult result(RehearsalStage stage, Outcome outcome, List<ProofCheck> checks,
            Optional<Path> kept) {
        return new RehearsalResult(Instant.EPOCH, new EtcdProgram(Path.of("/usr/bin/etcd"), "3.6.16"), 1, 1, false,
                List.of(new StageResult(stage, outcome, "", List.of(), Duration.ZERO)),
                Optional.of(new Proof(Instant.EPOCH, "c1", "", true, checks)), Optional.empty(), kept);
    }
}
