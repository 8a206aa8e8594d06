package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.rehearse.StageResult.Outcome;
import org.junit.jupiter.api.Test;

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

    private static RehearsalResult result(Outcome sweep, ProofCheck.Outcome canary, Optional<Path> kept) {
        ProofCheck check = new ProofCheck(ProofCheck.Subject.CANARY, "a key written and deleted", "", canary,
                "The alarm would reject the write.");
        return new RehearsalResult(Instant.EPOCH, new EtcdProgram(Path.of("/usr/bin/etcd"), "3.6.16"), 1, 1, false,
                List.of(new StageResult(RehearsalStage.SWEEP, sweep, "", List.of(), Duration.ZERO)),
                Optional.of(new Proof(Instant.EPOCH, "c1", "", true, List.of(check))), Optional.empty(), kept);
    }
}
