package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.testing.Gateway.bytes;
import static org.etcdrecovery.core.testing.Gateway.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.LiveKey;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealCluster.HashKv;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leases that were dropped are gone at the first start, with their keys and with nothing else. */
@Tag("judge")
class DroppedLeasesTest {
    @TempDir
    private Path directory;

    /** Without a bump the deletions are part of the history, and a watch from before sees them. */
    @ParameterizedTest
    @CsvSource({"V3_4, HISTORY, true", "V3_6, COMPACTED, false", "V3_7, HISTORY, false"})
    void areGoneWithTheirKeys(EtcdVersion version, SnapshotContent content, boolean bump) throws IOException {
        RealSnapshot source = Snapshots.of(version, content);
        EditedKeyspace edited;
        try (SnapshotFile file = SnapshotFile.open(source.file())) {
            edited = KeyspaceSurvey.of(file, KeyspaceEdit.NONE.withLeases(new LeaseChoice(true, Set.of())),
                    Progress.NONE);
        }
        List<Member> members = Member.onFreePorts(directory, 1);
        RestorePlan plan = Restores.restore(source.file(), Restores.requests(members),
                request -> Restores.bumped(request, bump).keyspace(Optional.of(edited)));
        Inspection written = Inspector.inspect(members.getFirst().dataDir().resolve("member/snap/db"), Progress.NONE,
                _ -> {});
        assertThat(written.facts().orElseThrow().leaseCounts().leases()).isZero();

        List<LiveKey> unleased = source.keys().stream().filter(key -> key.lease() == 0).toList();
        assertThat(unleased).hasSizeLessThan(source.keys().size());
        try (RealCluster cluster = RealCluster.start(version, members)) {
            assertThat(cluster.gateway().keys()).isEqualTo(unleased);
            assertThat(cluster.gateway().revision()).isEqualTo(plan.revisions().last());
            assertThat(cluster.hashKv(0)).extracting(HashKv::hash)
                    .containsExactly(Integer.toUnsignedLong(plan.hashKv()));
            assertThat(cluster.gateway().post("/v3/lease/leases", request()).path("leases")).isEmpty();
            if (!bump) {
                assertThat(plan.revisions().last()).isEqualTo(source.revision() + 1);
                assertThat(cluster.gateway()
                        .post("/v3/kv/range", request().put("key", bytes("/leased/0"))
                                .put("revision", source.revision()))
                        .path("kvs")).hasSize(1);
            }
            cluster.restart();
            assertThat(cluster.gateway().keys()).isEqualTo(unleased);
        }
    }

    /** A lease that was created again ends like any other, and its keys with it. */
    @ParameterizedTest
    @CsvSource("V3_6, 2")
    void aLeaseThatWasCreatedAgainEnds(EtcdVersion version, long ttl) throws IOException {
        RealSnapshot source = Snapshots.of(version, SnapshotContent.HISTORY);
        EditedKeyspace edited;
        try (SnapshotFile file = SnapshotFile.open(source.file())) {
            // The last change of this history revokes a lease.
            edited = KeyspaceSurvey.of(file, new KeyspaceEdit(OptionalLong.of(source.revision() - 1), LeaseChoice.KEEP,
                    OptionalLong.of(ttl), false), Progress.NONE);
        }
        assertThat(edited.change().recreated().keys()).isEqualTo(5);
        List<Member> members = Member.onFreePorts(directory, 1);
        Restores.restore(source.file(), Restores.requests(members),
                request -> Restores.bumped(request, true).keyspace(Optional.of(edited)));
        try (RealCluster cluster = RealCluster.start(version, members)) {
            cluster.await("without the keys of the lease",
                    () -> cluster.gateway().keys().size() == source.keys().size());
            assertThat(cluster.gateway().keys()).isEqualTo(source.keys());
        }
    }
}
