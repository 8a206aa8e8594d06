package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.StartCommands;
import org.etcdrecovery.core.handover.StaticPodCommands;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFactsBuilder;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotStatusBuilder;
import org.junit.jupiter.api.Test;

/** The quota of the servers, from the request to the commands that start them. */
class QuotaInPlanTest {
    private static final Quota GIVEN = new Quota(16L << 30);
    private static final long GIB = 1L << 30;

    @Test
    void aSmallDatabaseNeedsNone() throws InvalidPlanException {
        PlanResult.Accepted accepted = plan(Samples.request(), 20_000);
        assertThat(accepted.problems()).noneMatch(problem -> problem.field() == Field.QUOTA);
        assertThat(accepted.plan().quota()).isEmpty();
        assertThat(commands(accepted.plan())).doesNotContain("quota");
        assertThat(PlanJson.write(accepted.plan())).doesNotContain("quota");
    }

    @Test
    void aLargeOneIsToldAndStartedWithMore() throws InvalidPlanException {
        PlanResult.Accepted accepted = plan(Samples.request(), 3 * GIB);
        assertThat(accepted.problems()).filteredOn(problem -> problem.field() == Field.QUOTA)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message()).contains("3.2 GB", "more than etcd's default quota of 2 GiB");
                    assertThat(problem.advice()).contains("NOSPACE", "--quota-backend-bytes=8589934592");
                });
        assertThat(accepted.plan().quota()).contains(new Quota(8 * GIB));
        assertThat(commands(accepted.plan())).contains("--quota-backend-bytes 8589934592",
                "ETCD_QUOTA_BACKEND_BYTES=", "--quota-backend-bytes=8589934592");
    }

    @Test
    void theQuotaThatIsGivenIsCarriedWhateverTheSize() throws InvalidPlanException {
        PlanResult.Accepted accepted = plan(Samples.request().quota(GIVEN), 20_000);
        assertThat(accepted.problems()).noneMatch(problem -> problem.field() == Field.QUOTA);
        assertThat(accepted.plan().quota()).contains(GIVEN);
        assertThat(commands(accepted.plan())).contains("--quota-backend-bytes 17179869184");
        assertThat(FileCommands
                .plan(SnapshotName.of(Path.of("/backup/snapshot.db")), Samples.request().quota(GIVEN).build())
                .text())
                .contains("--quota-backend-bytes 17179869184");
        assertThat(plan(Samples.request().quota(new Quota(20_000)), 30_000).problems())
                .anyMatch(problem -> problem.field() == Field.QUOTA);
    }

    @Test
    void aPlanIsReadBackWithItsQuotaAndAnOlderOneWithout() throws InvalidPlanException {
        RestorePlan plan = plan(Samples.request().quota(GIVEN), 20_000).plan();
        String json = PlanJson.write(plan);
        assertThat(PlanJson.read("plan.json", json)).isEqualTo(plan);
        String older = json.replaceFirst("\\s*\"quotaBackendBytes\" : \\d+,", "");
        assertThat(PlanJson.read("plan.json", older).quota()).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> PlanJson.read("plan.json", json.replace("17179869184", "0")))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("quotaBackendBytes");
    }

    private static String commands(RestorePlan plan) {
        PlannedMember member = plan.members().getFirst();
        Placement place = Placement.asRestored(plan, member);
        return String.join("\n", StartCommands.shell(plan, member).text(),
                StartCommands.environmentFile(plan, member, place).text(),
                StartCommands.systemdUnit(plan, member, place).text(),
                StaticPodCommands.flags(plan, member, place).text());
    }

    private static PlanResult.Accepted plan(RestoreRequest.Builder request, long sizeInUse) {
        return (PlanResult.Accepted) Planner.plan(request.build(), sized(sizeInUse));
    }

    private static SnapshotFacts sized(long sizeInUse) {
        SnapshotFacts facts = Samples.PLAIN.facts();
        return SnapshotFactsBuilder.builder(facts)
                .status(SnapshotStatusBuilder.builder(facts.status())
                        .totalSize(2 * sizeInUse)
                        .sizeInUse(sizeInUse)
                        .build())
                .build();
    }
}
