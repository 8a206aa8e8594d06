package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.junit.jupiter.api.Test;

class RehearsalPlanTest {
    private static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    /** Without a login nothing else compares every key, so a plan that skips it is read back here all the same. */
    @Test
    void alwaysReadsBack() throws IOException {
        RestoreRequest request = RestoreRequest
                .builder(List.of(MemberRequest.voter("m1", List.of("http://127.0.0.1:2380"),
                        Path.of("/var/lib/never"))), "token")
                .skipReadBack(true)
                .build();
        RestorePlan plan = ((PlanResult.Accepted) Planner.plan(request,
                Inspector.inspect(SAMPLE, Progress.NONE, _ -> {}).facts().orElseThrow())).plan();
        assertThat(plan.readBack()).isFalse();

        assertThat(RehearsalPlan.of(plan, Path.of("/var/tmp/scratch"), false, "other").readBack()).isTrue();
    }
}
