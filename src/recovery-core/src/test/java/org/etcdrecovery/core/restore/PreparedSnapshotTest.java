package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.plan.PreparePlan;
import org.etcdrecovery.core.plan.PrepareResult;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealCluster.HashKv;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What etcd's own tools restore from a prepared snapshot, without a bump of theirs, is bumped. */
@Tag("judge")
class PreparedSnapshotTest {
    private static final long BUMP = 1_000_000;
    private static final String COMPACTED = "required revision has been compacted";

    @TempDir
    private Path directory;

    /** The last one of 3.4 was compacted at a deletion, so that its last record is below the compaction. */
    @ParameterizedTest
    @CsvSource({"V3_4, COMPACTED", "V3_4, LAST_TOMBSTONE", "V3_5, HISTORY", "V3_6, COMPACTED", "V3_7, HISTORY"})
    void servesTheRaisedRevision(EtcdVersion version, SnapshotContent content) throws IOException {
        RealSnapshot source = Snapshots.of(version, content);
        Path prepared = directory.resolve("prepared.db");
        Preparations.write(source.file(), prepared, Preparations.bump(BUMP));
        PreparePlan plan = ((PrepareResult.Accepted) Preparations.plan(source.file(), Preparations.bump(BUMP))).plan();
        long raised = source.revision() + BUMP;
        assertThat(plan.revisions().last()).isEqualTo(raised);

        List<Member> members = Member.onFreePorts(directory, 1);
        restorePlainly(version, prepared, members.getFirst());
        try (RealCluster cluster = RealCluster.start(version, members)) {
            Gateway gateway = cluster.gateway();
            assertThat(gateway.revision()).isEqualTo(raised);
            assertThat(gateway.keys()).isEqualTo(source.keys());
            assertThat(cluster.hashKv(0))
                    .containsExactly(new HashKv(Integer.toUnsignedLong(plan.hashKv()), raised));
            for (long old : List.of(source.revision(), raised - 1)) {
                Tool.Result watch = cluster.etcdctl(0).run("watch", "/any", "--rev=" + old);
                assertThat(watch.exitCode()).isNotZero();
                assertThat(watch.stdout() + watch.stderr()).contains(COMPACTED);
                assertThatThrownBy(() -> gateway.post("/v3/kv/range",
                        Gateway.request().put("key", Gateway.bytes("/any")).put("revision", old)))
                        .hasMessageContaining(COMPACTED);
            }
            assertThat(gateway.put("/written", "after").get("header").get("revision").asLong()).isEqualTo(raised + 1);
            cluster.restart();
            assertThat(cluster.gateway().revision()).isEqualTo(raised + 1);
            assertThat(cluster.gateway().keys()).hasSize(source.keys().size() + 1).containsAll(source.keys());
        }
    }

    private static void restorePlainly(EtcdVersion version, Path snapshot, Member member) {
        Judges.snapshotTool(version)
                .run("snapshot", "restore", snapshot, "--name=" + member.name(), "--data-dir=" + member.dataDir(),
                        "--initial-cluster=" + Member.initialCluster(List.of(member)),
                        "--initial-advertise-peer-urls=" + member.peerUrl(), "--initial-cluster-token=token")
                .ok();
    }
}
