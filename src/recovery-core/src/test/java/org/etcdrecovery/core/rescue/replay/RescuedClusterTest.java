package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.testing.Gateway.bytes;
import static org.etcdrecovery.core.testing.Gateway.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.Ranker;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.LiveKey;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Records;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** From servers that were killed in the middle of their work to a new cluster that serves all that they acknowledged. */
@Execution(ExecutionMode.CONCURRENT)
class RescuedClusterTest {
    private static final int UNDER_LOAD = 150;
    private static final int LARGE = 1_000_000;

    @TempDir
    private Path directory;

    /** The servers make raft snapshots all the time, members join and leave, and the log ends in the middle of writes. */
    @ParameterizedTest
    @EnumSource
    void servesWhatTheDeadClusterAcknowledged(EtcdVersion version) throws Exception {
        List<Member> members = Member.onFreePorts(directory, 3);
        List<String> acknowledged;
        try (RealCluster cluster = RealCluster.start(version, members, "--snapshot-count=60",
                "--backend-batch-interval=1h", "--backend-batch-limit=1000000", "--strict-reconfig-check=false")) {
            ReplayLoad load = new ReplayLoad(cluster.gateway(), 4, 300_000);
            load.keys(80);
            changeMembers(cluster.gateway());
            load.keys(80);
            acknowledged = killUnderLoad(cluster);
        }
        List<MemberDirectory> directories = new ArrayList<>();
        List<Member> judged = new ArrayList<>();
        for (Member member : members) {
            directories.add(DirectoryAssessor.assess(Judge.copyOf(member, "rescue-" + member.name()).dataDir(),
                    Progress.NONE));
            judged.add(Judge.copyOf(member, "judge-" + member.name()));
        }
        ChosenMember chosen = ChosenMember.choose(Ranker.rank(directories, Optional.empty())).orElseThrow();
        Path rescued = directory.resolve("rescued.db");
        rescue(version, chosen.member().directory(), rescued);

        assertThat(Judge.differences(Records.of(rescued), Records.of(Judge.recovered(version, judged))))
                .allMatch(name -> name.startsWith("meta/storageVersion"));
        List<Member> restored = Member.onFreePorts(Files.createDirectories(directory.resolve("new")), 3);
        RestorePlan plan = Recovery.restore(rescued, version, restored, "token", 1_000_000);
        try (RealCluster cluster = RealCluster.start(version, restored)) {
            Proof proof = Prover.prove(new ProofRequest(plan, Recovery.connection(cluster), false,
                    Duration.ofMinutes(1)), _ -> {}, Progress.NONE);
            assertThat(proof.proven()).as("%s", proof).isTrue();
            assertThat(cluster.gateway().keys()).extracting(LiveKey::key).containsAll(acknowledged);
        }
    }

    static Stream<EtcdVersion> oldestAndNewestFirst() {
        return Stream.of(EtcdVersion.V3_4, EtcdVersion.V3_7, EtcdVersion.V3_5, EtcdVersion.V3_6)
                .limit(LongRun.times(2, 4));
    }

    /** More than one segment of 64 MB, all of them needed. */
    @ParameterizedTest
    @MethodSource("oldestAndNewestFirst")
    void rescuesFromSeveralSegments(EtcdVersion version) throws IOException {
        Member member = Member.onFreePorts(directory, 1).getFirst();
        byte[] value = new byte[LARGE];
        new Random(5).nextBytes(value);
        try (RealCluster cluster = RealCluster.start(version, List.of(member), "--backend-batch-interval=1h",
                "--backend-batch-limit=1000000")) {
            for (int i = 0; i < 75; i++) {
                value[0] = (byte) i;
                cluster.gateway().put(bytes("/large/" + i % 7), value);
            }
            cluster.member(0).kill();
        }
        MemberDirectory dead = DirectoryAssessor.assess(Judge.copyOf(member, "rescue").dataDir(), Progress.NONE);
        Path rescued = directory.resolve("rescued.db");
        rescue(version, dead, rescued);

        assertThat(dead.segments()).hasSizeGreaterThan(1);
        assertThat(Judge.differences(Records.of(rescued),
                Records.of(Judge.recovered(version, List.of(Judge.copyOf(member, "judge"))))))
                .allMatch(name -> name.startsWith("meta/storageVersion"));
    }

    private static void rescue(EtcdVersion version, MemberDirectory dead, Path out) throws IOException {
        try (Replay replay = Replay.of(dead, new ReplayOptions(false, ApplyRules.parse(version.full())),
                Progress.NONE)) {
            replay.write(out, _ -> "{}");
        }
    }

    /** Adds a learner that never starts, gives it another URL, and removes it. */
    private static void changeMembers(Gateway etcd) {
        String id = etcd.post("/v3/cluster/member/add", learner("http://127.0.0.1:1"))
                .path("member")
                .path("ID")
                .asString();
        etcd.post("/v3/cluster/member/update", request().put("ID", id)
                .set("peerURLs",
                        request().arrayNode().add("http://127.0.0.1:2")));
        etcd.post("/v3/cluster/member/remove", request().put("ID", id));
    }

    private static JsonNode learner(String peerUrl) {
        return request().put("isLearner", true).set("peerURLs", request().arrayNode().add(peerUrl));
    }

    /** Kills all servers while a client writes, and returns the keys that they acknowledged, in hexadecimal. */
    private static List<String> killUnderLoad(RealCluster cluster) throws InterruptedException, ExecutionException {
        BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>();
        FutureTask<Void> writes = new FutureTask<>(() -> {
            try {
                for (int i = 0; i < Integer.MAX_VALUE; i++) {
                    byte[] key = bytes("/load/" + i);
                    cluster.gateway().put(key, key);
                    acknowledged.add(HexFormat.of().formatHex(key));
                }
            } catch (AssertionError killed) {
                // No answer any more.
            }
        }, null);
        Thread.ofPlatform().daemon().start(writes);
        List<String> keys = new ArrayList<>();
        while (keys.size() < UNDER_LOAD) {
            keys.add(acknowledged.take());
        }
        cluster.members().forEach(MemberProcess::kill);
        writes.get();
        acknowledged.drainTo(keys);
        return keys;
    }
}
