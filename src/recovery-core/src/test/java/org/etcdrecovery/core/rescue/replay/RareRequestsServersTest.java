package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.testing.Gateway.bytes;
import static org.etcdrecovery.core.testing.Gateway.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.LogDump;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that a cluster makes a few times in its life, beside a server that starts from the same directory. */
@Execution(ExecutionMode.CONCURRENT)
class RareRequestsServersTest {
    /** Servers report the remaining time of leases every five minutes. */
    private static final int CHECKPOINT_SECONDS = 330;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"V3_5", "V3_6", "V3_7"})
    void aDowngradeThatIsEnabledAndOneThatIsCancelled(EtcdVersion version) throws IOException {
        String older = version == EtcdVersion.V3_5 ? "3.4.0" : version == EtcdVersion.V3_6 ? "3.5.0" : "3.6.0";
        Member member = Member.onFreePorts(directory, 1).getFirst();
        Path early = directory.resolve("early.db");
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            cluster.gateway().put("a", "1");
            cluster.member(0).stop();
            Files.copy(Judge.database(member), early);
            cluster.member(0).restart();
            cluster.awaitHealthy();
            downgrade(cluster, "ENABLE", older);
            downgrade(cluster, "CANCEL", older);
            cluster.gateway().put("b", "2");
            cluster.member(0).kill();
        }
        Files.copy(early, Judge.database(member), StandardCopyOption.REPLACE_EXISTING);

        assertSameAsServer(version, member, List.of());
    }

    private static void downgrade(RealCluster cluster, String action, String version) {
        try {
            cluster.gateway()
                    .post("/v3/maintenance/downgrade", request().put("action", action).put("version", version));
        } catch (AssertionError e) {
            // etcd 3.5 times out, though the request is in its log.
            assertThat(e).hasMessageContaining("request timed out");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_5", "V3_6"})
    void theRemainingTimeOfLeases(EtcdVersion version) throws IOException {
        Assumptions.assumeTrue(LongRun.times(0, 1) == 1, "a server reports it only after five minutes");
        for (boolean persist : new boolean[]{false, true}) {
            Path place = Files.createDirectories(directory.resolve("persist" + persist));
            Member member = Member.onFreePorts(place, 1).getFirst();
            Path early = place.resolve("early.db");
            List<String> flags = new ArrayList<>(List.of("--experimental-enable-lease-checkpoint"));
            if (persist) {
                flags.add("--experimental-enable-lease-checkpoint-persist");
            }
            try (RealCluster cluster = RealCluster.start(version, List.of(member), flags.toArray(String[]::new))) {
                cluster.gateway().put("a", "1");
                cluster.member(0).stop();
                Files.copy(Judge.database(member), early);
                cluster.member(0).restart();
                cluster.awaitHealthy();
                cluster.gateway().grantLease(77, 3600);
                cluster.gateway().put(bytes("leased"), bytes("x"), 77);
                awaitCheckpoint(member);
                cluster.gateway().put("b", "2");
                cluster.member(0).kill();
            }
            Files.copy(early, Judge.database(member), StandardCopyOption.REPLACE_EXISTING);

            assertSameAsServer(version, member, flags);
        }
    }

    private static void awaitCheckpoint(Member member) throws IOException {
        long deadline = System.nanoTime() + CHECKPOINT_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < deadline) {
            boolean[] found = {false};
            LogDump.dump(member.dataDir(), false,
                    record -> found[0] |= record.toString().contains("lease checkpoint"), Progress.NONE);
            if (found[0]) {
                return;
            }
            try {
                Thread.sleep(2000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("no checkpoint within " + CHECKPOINT_SECONDS + " s");
    }

    /** That nothing differs but what the log does not determine, which is a finding then. */
    private void assertSameAsServer(EtcdVersion version, Member member, List<String> flags) throws IOException {
        Path out = member.dataDir().resolveSibling("rescued.db");
        List<Finding> findings;
        try (Replay replay = Replay.of(DirectoryAssessor.assess(Judge.copyOf(member, "rescue").dataDir(),
                Progress.NONE), new ReplayOptions(false, ApplyRules.parse(version.full())), Progress.NONE)) {
            findings = replay.result().findings();
            replay.write(out, _ -> "{}");
        }
        Member judge = Judge.copyOf(member, "judge");
        try (RealCluster cluster = RealCluster.start(version, List.of(judge), flags.toArray(String[]::new))) {
            cluster.member(0).stop();
        }
        boolean named = findings.stream().anyMatch(finding -> finding.code() == ReplayCode.LEASE_CHECKPOINTS);
        assertThat(Judge.differences(Records.of(out), Records.of(Judge.database(judge))))
                .allMatch(name -> name.startsWith("meta/storageVersion") || (named && name.startsWith("lease/")));
    }
}
