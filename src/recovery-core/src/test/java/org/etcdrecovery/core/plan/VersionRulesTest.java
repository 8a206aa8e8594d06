package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.plan.Plans.accepted;
import static org.etcdrecovery.core.plan.Plans.members;
import static org.etcdrecovery.core.plan.Plans.refusal;
import static org.etcdrecovery.core.plan.Plans.refusals;
import static org.etcdrecovery.core.plan.Plans.refused;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.VersionRange;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFactsBuilder;
import org.etcdrecovery.core.snapshot.StartRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version a snapshot is restored for, and which versions do not start from it. */
class VersionRulesTest {
    @Test
    void restoresForTheVersionThatTheSnapshotStatesElseFor35() {
        assertThat(accepted(Samples.request(), Samples.of(4)).target()).isEqualTo(EtcdRelease.V3_4);
        assertThat(accepted(Samples.request(), Samples.of(7)).target()).isEqualTo(EtcdRelease.V3_7);
        assertThat(accepted(Samples.request(), Samples.PLAIN.versions(Optional.empty(), Optional.empty())).target())
                .isEqualTo(EtcdRelease.V3_5);
        assertThat(accepted(Samples.request().target(new MinorVersion(3, 7)), Samples.of(5)).target())
                .isEqualTo(EtcdRelease.V3_7);
    }

    @ParameterizedTest
    @CsvSource({"8, is not released", "3, is not a supported version", "99, is not a supported version"})
    void refusesTargetsThatAreNone(int minor, String fault) {
        refusals(Samples.request().target(new MinorVersion(3, minor)))
                .containsExactly(refusal(Field.TARGET_VERSION, "etcd 3." + minor + " " + fault));
    }

    @Test
    void saysThatTheSnapshotNamedTheTargetThatIsRefused() {
        assertThat(Planner.plan(Samples.request().build(), Samples.of(8).facts()).problems())
                .extracting(Problem::message)
                .containsExactly("etcd 3.8, the cluster version in the snapshot, is not released");
    }

    /** The reasons are those of real servers; see the table of refusals in the format notes of etcd 3.4 to 3.8. */
    @ParameterizedTest
    @CsvSource({"6, 7, true, true", "6, 8, true, true", "7, 8, true, true", "6, 6, false, false", "7, 4, false, false",
            "4, 5, false, false", "4, 6, true, false", "5, 8, false, false"})
    void refusesWhatTheTargetDoesNotStartFrom(int target, int snapshot, boolean storage, boolean cluster) {
        RestoreRequest request = Samples.request().target(new MinorVersion(3, target)).build();
        List<Problem> problems = Planner.plan(request, Samples.of(snapshot).facts()).problems();
        assertThat(problems.stream().filter(problem -> problem.severity() == Severity.REFUSAL))
                .extracting(Problem::message)
                .containsExactlyElementsOf(Stream.of(
                        storage ? "etcd 3." + target + " does not start from storage version 3." + snapshot : "",
                        cluster ? "etcd 3." + target + " does not start from cluster version 3." + snapshot : "")
                        .filter(message -> !message.isEmpty())
                        .toList());
    }

    @Test
    void offersTheVersionsThatStart() {
        assertThat(advice(7, 6)).contains("Restore for etcd 3.7, or first set both meta/storageVersion");
        assertThat(advice(6, 4)).contains("Restore for etcd 3.6 or 3.7, or first set both meta/storageVersion");
        assertThat(advice(7, 4)).as("3.5 starts, but that is a downgrade; 3.6 does not")
                .contains("Restore for etcd 3.7, or first set both meta/storageVersion");
        assertThat(advice(8, 7)).contains(". First set both meta/storageVersion").doesNotContain("Restore for");
    }

    @Test
    void warnsOfAStepBackThatStarts() {
        assertThat(accepted(Samples.request().target(new MinorVersion(3, 5)), Samples.of(7)).warnings())
                .containsExactly("The snapshot has storage version 3.7, newer than etcd 3.5");
        assertThat(accepted(Samples.request().target(new MinorVersion(3, 4)), Samples.of(5)).warnings())
                .containsExactly("The snapshot comes from a cluster of version 3.5, newer than etcd 3.4");
    }

    @Test
    void holdsUnixSocketsFor34ToHostAndPort() {
        RestoreRequest.Builder request = members(Samples.member("m0", "unix://m0"),
                Samples.member("m1", "unix://m1:1/x"), Samples.member("m2", "unix://m2:1"));
        assertThat(refused(request, Samples.of(4))).extracting(Problem::message)
                .containsExactly("URL address does not have the form \"host:port\": unix://m0",
                        "URL must not contain a path: unix://m1:1/x");
        assertThat(accepted(request, Samples.of(5)).warnings()).isEmpty();
    }

    @Test
    void refusesAVersionThatDoesNotStartWithARecord() {
        StartRefusal refusal = new StartRefusal("The record of user bob cannot be read: cut off",
                VersionRange.from(new MinorVersion(3, 6)));
        PlanResult later = Planner.plan(Samples.request().target(new MinorVersion(3, 7)).build(), with(refusal));
        assertThat(later.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.REFUSAL);
            assertThat(problem.message()).isEqualTo("etcd 3.7 does not start from this snapshot: The record of user bob"
                    + " cannot be read: cut off");
            assertThat(problem.advice())
                    .isEqualTo("Use another copy or an older snapshot, or restore for 3.4, 3.5.");
        });
        assertThat(Planner.plan(Samples.request().target(new MinorVersion(3, 5)).build(), with(refusal)))
                .isInstanceOf(PlanResult.Accepted.class);
    }

    private static SnapshotFacts with(StartRefusal refusal) {
        SnapshotFacts known = Samples.PLAIN.versions(Optional.empty(), Optional.empty()).facts();
        return SnapshotFactsBuilder.builder(known).refusals(List.of(refusal)).build();
    }

    private static String advice(int snapshot, int target) {
        return refused(Samples.request().target(new MinorVersion(3, target)), Samples.of(snapshot)).getFirst()
                .advice();
    }
}
