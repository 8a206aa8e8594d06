package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.etcd;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rehearse.RehearsalResult.Verdict;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rehearsal expects what the plan leaves of the snapshot, and not the snapshot. */
@Tag("judge")
class EditedPlanTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"V3_4, 1000000, 10", "V3_7, 0, 0"})
    void isProvenByWhatItLeaves(EtcdVersion version, long bump, long back) throws Exception {
        Path snapshot = Snapshots.of(version, SnapshotContent.HISTORY).file();
        Path scratch = directory.resolve("scratch");
        RestorePlan plan = plan(snapshot, version, bump, back);
        assertThat(plan.keyspace().orElseThrow().dropped().keys()).isPositive();

        RehearsalResult result = Rehearsal.run(request(plan, etcd(version), scratch), RehearsalListener.NONE,
                Progress.NONE);

        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PROVEN);
        assertThat(result.comparison().orElseThrow().keys()).isEqualTo(plan.livingKeys());
        RehearsalFixture.assertSwept(scratch);
    }

    /** @param back how many revisions to go back */
    private RestorePlan plan(Path snapshot, EtcdVersion version, long bump, long back) throws Exception {
        var facts = Inspector.inspect(snapshot, Progress.NONE, _ -> {}).facts().orElseThrow();
        OptionalLong asOf = back == 0
                ? OptionalLong.empty()
                : OptionalLong.of(facts.revisions().current() - back);
        KeyspaceEdit edit = new KeyspaceEdit(asOf, LeaseChoice.parse(List.of("drop")).orElseThrow(),
                OptionalLong.empty(), false);
        EditedKeyspace edited;
        try (SnapshotFile file = SnapshotFile.open(snapshot)) {
            edited = KeyspaceSurvey.of(file, edit, Progress.NONE);
        }
        RestoreRequest request = RestoreRequest
                .builder(List.of(MemberRequest.voter("m1", List.of("http://127.0.0.1:2380"),
                        directory.resolve("never"))), "production")
                .target(MinorVersion.parse(version.minor()))
                .revisionBump(bump)
                .markCompacted(bump > 0)
                .keyspace(Optional.of(edited))
                .build();
        return ((PlanResult.Accepted) Planner.plan(request, facts)).plan();
    }
}
