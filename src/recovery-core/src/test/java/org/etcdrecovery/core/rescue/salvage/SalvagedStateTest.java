package org.etcdrecovery.core.rescue.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the two states that a file holds is taken. */
class SalvagedStateTest extends SalvageTest {
    @Test
    void takesTheStateBeforeTheLastCommitIfTheNewestIsDamaged() throws IOException {
        byte[] live = live();
        BoltFile newest = BoltFile.open(ByteSource.of("live", live));
        Arrays.fill(live, (int) newest.meta().root() * PAGE, (int) (newest.meta().root() + 1) * PAGE, (byte) 0);

        SalvageReport report = survey(live);

        assertThat(report.transaction()).isEqualTo(newest.meta().txid() - 1);
        assertThat(codes(report)).containsExactly(SalvageCode.EARLIER_COMMIT, SalvageCode.UNPROVEN);
        assertThat(salvage(report)).isNotEmpty();
    }

    /** The newest state has lost its whole keyspace, the one before only a page. */
    @Test
    void takesTheStateThatHasMoreOfTheKeyspace() throws IOException {
        byte[] live = live();
        BoltFile newest = BoltFile.open(ByteSource.of("live", live));
        // The other state has a root of its own: the last commits wrote keys.
        int root = rootOfKeys(live);
        Arrays.fill(live, root * PAGE, (root + 1) * PAGE, (byte) 0);

        SalvageReport report = survey(live);

        assertThat(report.transaction()).isEqualTo(newest.meta().txid() - 1);
        assertThat(report.records()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void readsWithOneMetaPage(int page) throws IOException {
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, page * PAGE, page * PAGE + 80, (byte) 0);

        SalvageReport report = survey(damaged);

        assertThat(codes(report)).containsExactly(SalvageCode.META_LOST, SalvageCode.UNPROVEN);
        assertThat(salvage(report)).isEqualTo(records);
    }

    /** The state of a member's database that was stopped, whose two meta pages lead to different states. */
    private byte[] live() throws IOException {
        List<Member> members = Member.onFreePorts(Files.createDirectory(directory.resolve("live")), 1);
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members)) {
            for (int i = 0; i < 50; i++) {
                cluster.etcdctl().run("put", "key" + i, "value").ok();
            }
        }
        return Files.readAllBytes(members.getFirst().dataDir().resolve("member/snap/db"));
    }
}
