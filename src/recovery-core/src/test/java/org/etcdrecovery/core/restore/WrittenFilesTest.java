package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.FindingCode;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a restore writes passes the inspection that a restore requires, repeatedly. */
class WrittenFilesTest {
    @TempDir
    private Path directory;

    @Test
    void theSampleIsWrittenSoundly() throws IOException {
        assertSoundWhateverIsAskedFor(RestoreFixture.SAMPLE);
    }

    @Tag("judge")
    @ParameterizedTest
    @CsvSource({"V3_4, LAST_TOMBSTONE", "V3_5, COMPACTED", "V3_6, ALARM", "V3_7, AUTH"})
    void snapshotsOfServersAreWrittenSoundly(EtcdVersion version, SnapshotContent content) throws IOException {
        assertSoundWhateverIsAskedFor(Snapshots.of(version, content).file());
    }

    /** Each restore starts from what the previous one wrote. */
    private void assertSoundWhateverIsAskedFor(Path snapshot) throws IOException {
        Path written = snapshot;
        written = restore(written, "plain", 1, UnaryOperator.identity());
        written = restore(written, "bumped", 3, request -> request.revisionBump(1000).markCompacted(true));
        written = restore(written, "again", 1, UnaryOperator.identity());
        restore(written, "bumped again", 1,
                request -> request.revisionBump(1000).markCompacted(true).clearAlarms(true));
    }

    private Path restore(Path snapshot, String name, int members, UnaryOperator<RestoreRequest.Builder> options)
            throws IOException {
        Path place = directory.resolve(name);
        List<MemberRequest> requests = IntStream.range(0, members)
                .mapToObj(i -> RestoreFixture.member(i, place))
                .toList();
        RestorePlan plan = Restores.restore(snapshot, requests,
                request -> options.apply(request).skipHashCheck(true));
        for (PlannedMember member : plan.members()) {
            assertSound(member.dataDir().orElseThrow().resolve("member/snap/db"));
        }
        return plan.members().getFirst().dataDir().orElseThrow().resolve("member/snap/db");
    }

    private static void assertSound(Path database) throws IOException {
        Inspection inspection = Inspector.inspect(database, Progress.NONE, _ -> {});
        assertThat(inspection.findings()).filteredOn(finding -> finding.severity() != Severity.NOTE)
                .extracting(Finding::code)
                .contains(FindingCode.HASH_MISSING)
                .isSubsetOf(FindingCode.HASH_MISSING, FindingCode.CLUSTER_ALARM,
                        FindingCode.KEYSPACE_BEHIND_COMPACTION);
    }
}
